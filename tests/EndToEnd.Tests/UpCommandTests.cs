using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests;

/// <summary><c>transcoder up</c>: a farm on a folder in one process.</summary>
public sealed class UpCommandTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_farm_goes_on_after_an_interrupt()
    {
        using var tree = new TempTree();
        var root = tree.At("a farm");
        var url = Url();
        await using (var first = Up(tree, root, url))
        using (var api = new FarmApi(url, () => Text(first)))
        {
            await api.ReadyAsync();
            Assert.Equal(
                ["archive", "completed", "failed", "incoming", "work"],
                Directory.GetDirectories(root).Select(Path.GetFileName).Where(name => name![0] != '.').Order(StringComparer.Ordinal));
            var film = await Clips.MakeAsync(tree.At("long.mkv"), Farm.LongFilm, Token);
            Directory.CreateDirectory(Path.Combine(root, "incoming", "hevc"));
            File.Copy(film, Path.Combine(root, "incoming", "hevc", "long.mkv"));
            var ffmpeg = await first.EncodingAsync();

            await first.SignalAsync("INT");

            Assert.Equal(0, (await first.Ended.WaitAsync(Limit, Token)).ExitCode);
            await ProcessTable.DeadAsync(ffmpeg);
        }

        await using var second = Up(tree, root, url);

        await Eventually.TrueAsync(() => File.Exists(Path.Combine(root, "archive", "hevc", "long.mkv")), Limit, () => Text(second));
        Assert.Equal(["long.mkv"], Directory.GetFiles(Path.Combine(root, "completed", "hevc")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task An_interrupt_while_it_starts_ends_it_cleanly()
    {
        using var tree = new TempTree();
        var ffmpeg = new ToolDouble(tree.Folder("tools"), "ffmpeg");
        ffmpeg.Hold("-version");
        await using var up = Up(tree, tree.At("farm"), Url(), ffmpeg.Environment);
        await ffmpeg.HeldAsync(Limit, () => Text(up));

        await up.SignalAsync("INT");

        var result = await up.Ended.WaitAsync(Limit, Token);
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain(result.ErrorTail, line => line.Contains("Exception", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("--Encoder:Slots=0", "Encoder:Slots")]
    [InlineData("--Database:Provider=PostgreSql", "Database:Provider")]
    [InlineData("--Profiles:web:VideoCodec=Av1 --Profiles:web:Crf=99", "Profiles:web:Crf")]
    [InlineData("--Ingest:QuietPeriod=never", "Ingest:QuietPeriod")]
    [InlineData("--Storage:Incoming= --Ingest:Watch=false", "Commit:SourceFate")]
    public async Task A_wrong_setting_is_one_sentence_that_names_it(string settings, string name)
    {
        using var tree = new TempTree();

        await using var up = new TranscoderProcess(
            tree.Root, ["up", "--root", tree.At("root"), "--urls", Url(), .. settings.Split(' ')]);
        var result = await up.Ended.WaitAsync(Limit, Token);

        Assert.Equal(78, result.ExitCode);
        Assert.StartsWith(name, Assert.Single(result.ErrorTail), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("coordinator --Storage:Root=/proc/farm --Broker:Url=amqp://127.0.0.1:1 --urls=http://127.0.0.1:0", "Storage:Root: ")]
    [InlineData("encoder --Encoder:Slots=many --Broker:Url=amqp://127.0.0.1:1", "Encoder:Slots: ")]
    [InlineData("doctor --Ingest:QuietPeriod=never", "Ingest:QuietPeriod: ")]
    public async Task A_wrong_setting_of_a_service_is_one_sentence_and_nothing_else(string command, string name)
    {
        using var tree = new TempTree();
        var token = tree.File("token", "0123456789-9876543210-0123456789"u8);

        await using var service = new TranscoderProcess(tree.Root, [.. command.Split(' '), $"--Api:TokenFile={token}"]);
        var result = await service.Ended.WaitAsync(Limit, Token);

        Assert.Equal(78, result.ExitCode);
        Assert.StartsWith(name, Assert.Single(result.ErrorTail), StringComparison.Ordinal);
        Assert.DoesNotContain(service.Output, line => line.StartsWith("fail", StringComparison.Ordinal) || line.StartsWith("crit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_setting_of_the_environment_is_named_too()
    {
        using var tree = new TempTree();

        await using var up = new TranscoderProcess(
            tree.Root, new Dictionary<string, string> { ["Database__Provider"] = "PostgreSql" }, ["up", "--root", tree.At("root"), "--urls", Url()]);
        var result = await up.Ended.WaitAsync(Limit, Token);

        Assert.Equal(78, result.ExitCode);
        Assert.StartsWith("Database:Provider", Assert.Single(result.ErrorTail), StringComparison.Ordinal);
    }

    private static TranscoderProcess Up(TempTree tree, string root, string url, IReadOnlyDictionary<string, string>? environment = null) =>
        new(tree.Root, environment ?? new Dictionary<string, string>(), ["up", "--root", root, "--urls", url, "--Ingest:QuietPeriod=00:00:01"]);

    private static string Url() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"http://127.0.0.1:{TestKit.Brokers.FreePort.Take()}");

    private static string Text(TranscoderProcess process) => string.Join('\n', process.Output);
}
