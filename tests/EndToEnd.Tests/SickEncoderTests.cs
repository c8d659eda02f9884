using Transcoder.Coordinator.Jobs;
using Transcoder.FarmKit;
using Transcoder.TestKit;
using Transcoder.TestKit.Brokers;

namespace Transcoder.EndToEnd.Tests;

/// <summary>An encoder whose ffmpeg is broken for a while.</summary>
public sealed class SickEncoderTests(BrokerFixture brokers)
{
    // Fewer than Encoder:UnwellAfter, so that nothing but its look at itself tells the encoder what is wrong.
    private static readonly string[] Films = ["a", "b"];

    [Fact]
    public async Task The_only_encoder_fails_at_everything_until_it_is_well_and_no_film_is_lost()
    {
        await using var farm = await Farm.StartAsync(brokers);
        var ffmpeg = new BreakableTool(farm.Tree.Folder("tools"), "ffmpeg");
        farm.Coordinator();
        var encoder = farm.Encoder("sick", ffmpeg.Environment, "--Encoder:ProbeInterval=00:00:02");
        await farm.Api.ReadyAsync();
        await Eventually.TrueAsync(() => encoder.Output.Any(line => line.Contains("Application started", StringComparison.Ordinal)), Farm.Limit, farm.State);

        ffmpeg.Break();
        foreach (var film in Films)
        {
            await farm.DropAsync($"h264/{film}.mkv", Farm.SmallFilm);
        }

        await Eventually.TrueAsync(async () => (await farm.ClientAsync("encoders")).Output.Contains("unwell", StringComparison.OrdinalIgnoreCase), Farm.Limit);
        ffmpeg.Mend();

        await Eventually.TrueAsync(() => farm.Files("archive").Count == Films.Length, Farm.Limit, farm.State);
        Assert.Equal(Films.Select(film => $"h264/{film}.mp4"), farm.Files("completed"));
        Assert.Empty(farm.Files("failed"));
        foreach (var film in Films)
        {
            Assert.Equal(JobState.Completed, (await farm.Api.JobAsync($"h264/{film}.mkv")).Job.State);
        }

        await farm.IsCleanAsync();
    }

    /// <summary>A tool in front of the real one, which fails as long as it is told to.</summary>
    private sealed class BreakableTool
    {
        private readonly string _folder;

        public BreakableTool(string folder, string name)
        {
            _folder = folder;
            var script = Path.Combine(folder, name);
            File.WriteAllText(script, $$"""
                #!/bin/sh
                if [ -e "${0%/*}/broken" ]; then
                    echo "Conversion failed!" >&2
                    exit 1
                fi
                PATH=${PATH#*:}
                exec {{name}} "$@"

                """);
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
        {
            ["PATH"] = $"{_folder}:{System.Environment.GetEnvironmentVariable("PATH")}",
        };

        public void Break() => File.WriteAllText(Path.Combine(_folder, "broken"), "");

        public void Mend() => File.Delete(Path.Combine(_folder, "broken"));
    }
}
