using System.Globalization;
using Transcoder.Contracts;
using Transcoder.Coordinator.Planning;
using Transcoder.Coordinator.Profiles;
using Transcoder.Encoder.Encoding;
using Transcoder.Encodes;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;

namespace Transcoder.Bench.Films;

/// <summary>A profile as the farm is configured with it, and as ffmpeg is told of it: both by the product's own code.</summary>
internal sealed class BenchProfile(Profile profile)
{
    /// <summary>One thread of x264, so that two of them fill two cores.</summary>
    public static BenchProfile OneThread { get; } = new(new Profile
    {
        Name = "one-thread",
        VideoCodec = VideoCodec.H264,
        Container = OutputContainer.Mp4,
        Crf = 21,
        Preset = "medium",
        Threads = 1,
    });

    /// <summary>The like of it in each codec that is checked, with the time that plain ffmpeg may be exceeded by.</summary>
    public static IReadOnlyList<(BenchProfile Profile, double Target)> Checked { get; } =
    [
        (OneThread, 1.20),
        (new(new Profile { Name = "one-thread-hevc", VideoCodec = VideoCodec.Hevc, Container = OutputContainer.Matroska, Crf = 24, Preset = "medium", Threads = 1 }), 1.08),
        (new(new Profile { Name = "one-thread-av1", VideoCodec = VideoCodec.Av1, Container = OutputContainer.Matroska, Crf = 32, Preset = "6", Threads = 1 }), 1.08),
    ];

    public string Name => profile.Name;

    /// <summary>In lower case.</summary>
    public string Codec => profile.VideoCodec.ToString().ToLowerInvariant();

    public string Extension => WorkNames.Extension(profile.Container);

    /// <summary>The settings that make this profile.</summary>
    public IReadOnlyList<string> Settings =>
    [
        $"--Profiles:{Name}:VideoCodec={profile.VideoCodec}",
        $"--Profiles:{Name}:Container={profile.Container}",
        $"--Profiles:{Name}:Crf={profile.Crf.ToString(CultureInfo.InvariantCulture)}",
        $"--Profiles:{Name}:Preset={profile.Preset}",
        .. profile.Threads is { } threads ? [$"--Profiles:{Name}:Threads={threads.ToString(CultureInfo.InvariantCulture)}"] : (string[])[],
    ];

    /// <summary>What an order for this clip says.</summary>
    public async Task<EncodeSettings> PlanAsync(ToolRunner tools, string clip, CancellationToken cancellationToken) =>
        await new FfprobeClient(tools).ProbeAsync(clip, cancellationToken) is ProbeOutcome.Probed { Probe: var probe }
        && EncodePlanner.Plan(probe, profile) is PlanOutcome.Planned { Plan.Settings: var settings }
            ? settings
            : throw new InvalidOperationException($"{clip} cannot be planned");

    /// <summary>ffmpeg's arguments for an order, from the encoder itself.</summary>
    public static IReadOnlyList<string> Arguments(EncodeSettings settings, string source, string result) =>
        FfmpegArguments.For(settings, source, result);

    /// <summary>Runs ffmpeg as an encoder does.</summary>
    public static async Task EncodeAsync(
        ToolRunner tools, EncodeSettings settings, string source, string result, CancellationToken cancellationToken)
    {
        var ended = await tools.RunAsync(
            new ToolRequest
            {
                Program = "ffmpeg",
                Arguments = Arguments(settings, source, result),
                Environment = FfmpegArguments.Environment,
            },
            cancellationToken);
        Proof.Demand(ended, "ffmpeg");
    }
}
