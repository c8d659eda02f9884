using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>Decides what becomes of sound: taken over where the container and the profile allow, else encoded. Pure.</summary>
internal static class AudioPlanner
{
    private const int LeastKilobits = 16;
    private const int MostKilobits = 1536;
    private const int MostOpusKilobitsPerChannel = 256;

    // AAC holds at most 6144 bits per channel in a frame of 1024 samples.
    private const int AacBitsPerSample = 6;

    private static readonly HashSet<string> OpusLayouts =
        ["mono", "stereo", "3.0", "quad", "5.0", "5.0(side)", "5.1", "5.1(side)", "6.1", "7.1"];

    public static StreamDecision Decide(MediaStream stream, Profile profile)
    {
        var name = StreamNames.Of(stream);
        if (stream is not { Codec: { } codec and not ("none" or "unknown"), Channels: > 0, SampleRate: > 0 })
        {
            return new StreamDecision(null, $"{name} is left out: the header does not say how to read it.");
        }

        var carried = ContainerRules.CarriesAudio(profile.Container, codec);
        if (carried && profile.Audio == AudioRule.Copy)
        {
            return new StreamDecision(Settings(stream, StreamCodec.Copy, null), null);
        }

        // As ffmpeg does, whose encoders have one layout for a whole film; the header of a recording may tell of a later one.
        if (stream.Forms is [{ Channels: { } channels } first, ..])
        {
            stream = stream with { Channels = channels, ChannelLayout = first.ChannelLayout };
        }

        var target = Target(profile.Container, codec, carried);
        var reason = carried ? "as the profile says" : $"{ContainerRules.Name(profile.Container)} cannot carry {codec}";
        var mixed = target == StreamCodec.Opus && stream.ChannelLayout is { } layout && !OpusLayouts.Contains(layout)
            ? $" Its channels ({layout}) are mixed to a layout that Opus has." : "";
        var changes = stream.Forms.Count > 1
            ? $" Its channels change ({string.Join(", ", stream.Forms.Select(form => form.Text))}): all of it gets those that it begins with." : "";
        return new StreamDecision(
            Settings(stream, target, Kilobits(stream, target, profile.AudioKilobits)), $"{name} is encoded to {target}: {reason}.{changes}{mixed}");
    }

    private static StreamCodec Target(OutputContainer container, string codec, bool carried) => container switch
    {
        OutputContainer.Mp4 => StreamCodec.Aac,
        OutputContainer.WebM => StreamCodec.Opus,
        _ => !carried && IsLossless(codec) ? StreamCodec.Flac : StreamCodec.Opus,
    };

    private static bool IsLossless(string codec) => codec.StartsWith("pcm_", StringComparison.Ordinal) || codec == "s302m";

    private static int? Kilobits(MediaStream stream, StreamCodec codec, int stereoKilobits)
    {
        var channels = stream.Channels!.Value;
        var most = codec switch
        {
            StreamCodec.Opus => MostOpusKilobitsPerChannel * channels,
            StreamCodec.Aac => Math.Max(LeastKilobits, AacBitsPerSample * stream.SampleRate!.Value / 1000 * channels),
            _ => 0,
        };
        return most == 0 ? null : Math.Clamp(stereoKilobits * channels / 2, LeastKilobits, Math.Min(most, MostKilobits));
    }

    private static StreamSettings Settings(MediaStream stream, StreamCodec codec, int? kilobits) =>
        new()
        {
            SourceStream = stream.Index,
            Kind = StreamKind.Audio,
            Codec = codec,
            SourceCodec = stream.Codec,
            Kilobits = kilobits,
            Channels = Channels(stream, codec),
        };

    // libopus mixes what it has no layout for, to as many channels as it likes.
    private static int? Channels(MediaStream stream, StreamCodec codec) =>
        codec == StreamCodec.Opus && (stream.ChannelLayout is null || !OpusLayouts.Contains(stream.ChannelLayout)) ? null : stream.Channels;
}
