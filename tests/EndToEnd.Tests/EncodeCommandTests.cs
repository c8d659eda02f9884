using System.Text.Json;
using System.Text.RegularExpressions;
using Transcoder.Cli.Embedded;
using Transcoder.FarmKit;
using Transcoder.Media.Files;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests;

/// <summary><c>transcoder encode</c>, as a user types it.</summary>
public sealed partial class EncodeCommandTests
{
    private static readonly string[] Fields =
        ["input", "output", "state", "profile", "sourceBytes", "outputBytes", "frames", "durationSeconds", "elapsedSeconds", "reason", "notes"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("h264", "h264", "film.mp4")]
    [InlineData("hevc", "hevc", "film.mkv")]
    [InlineData("av1", "av1", "film.mkv")]
    [InlineData("vp9", "vp9", "film.webm")]
    public async Task Each_profile_makes_its_format_and_leaves_nothing_else(string profile, string codec, string name)
    {
        using var tree = new TempTree();
        var film = await Clips.MakeAsync(Path.Combine(tree.Folder("in"), "film.mov"), new ClipShape { Frames = 30 }, Token);
        var before = (await FileHash.Sha256Async(film, Token), File.GetLastWriteTimeUtc(film));

        var (exitCode, answers) = await EncodeAsync(tree.Folder("out"), film, "--profile", profile, "--json");

        Assert.Equal(0, exitCode);
        var answer = Assert.Single(answers);
        Assert.Equal(Fields, answer.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("completed", tree.At("out", name), 30), (answer.GetProperty("state").GetString(), answer.GetProperty("output").GetString(), answer.GetProperty("frames").GetInt32()));
        var (probe, frames) = await Farm.ProbeAsync(tree.At("out", name));
        Assert.Equal((codec, 30), (probe.MainVideo?.Codec, frames));
        Assert.Equal(1.2, probe.Duration!.Value.TotalSeconds, 0.05);
        Assert.Equal([$"out/", $"out/{name}"], tree.Entries().Where(entry => entry.StartsWith("out/", StringComparison.Ordinal)));
        Assert.Equal(before, (await FileHash.Sha256Async(film, Token), File.GetLastWriteTimeUtc(film)));
    }

    [Fact]
    public async Task Whatever_is_converted_or_left_out_is_said()
    {
        using var tree = new TempTree();
        var text = tree.File("in/text.srt", "1\n00:00:00,100 --> 00:00:00,900\nHello\n"u8);
        var film = tree.At("in", "film.mkv");
        await Clips.FfmpegAsync(
            [
                "-f", "lavfi", "-i", "testsrc2=s=192x128:r=25:d=1", "-f", "lavfi", "-i", "sine=d=1", "-i", text, "-map", "0", "-map", "1", "-map", "2",
                "-attach", text, "-metadata:s:t", "mimetype=text/plain", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "pcm_s16le", "-c:s", "ass", film,
            ],
            Token);
        await using var encode = new TranscoderProcess(tree.Folder("out"), ["encode", film, "--profile", "h264", "--json", "--verbose"]);

        Assert.Equal(0, (await encode.Ended).ExitCode);
        string[] notes =
        [
            "Stream 1 (sound, pcm_s16le) is encoded to Aac: MP4 cannot carry pcm_s16le.",
            "Stream 2 (subtitle, ass) is converted to MovText: MP4 cannot carry ass. Its styles are lost.",
            "Stream 3 (attachment, text.srt) is left out: MP4 has no attachments.",
        ];
        Assert.Equal(notes, Assert.Single(Answers(encode)).GetProperty("notes").EnumerateArray().Select(note => note.GetString()));
        Assert.Equal(
            notes.Select(note => $"  {note}"),
            encode.Errors.SkipWhile(line => !line.StartsWith($"{film} -> ", StringComparison.Ordinal)).Skip(1).Take(notes.Length));
        Assert.Contains(encode.Errors, line => line.StartsWith("info: ", StringComparison.Ordinal) && line.EndsWith(string.Join(' ', notes), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_real_film_is_encoded()
    {
        var real = Clips.FindReal("rotated-90.mp4");
        Assert.SkipWhen(real is null, "The real clips are not beside this source tree.");
        using var tree = new TempTree();

        var (exitCode, answers) = await EncodeAsync(tree.Root, real!, "-o", "turned.mkv", "--json");

        Assert.Equal((0, "completed"), (exitCode, answers.Single().GetProperty("state").GetString()));
        Assert.Equal(["turned.mkv"], tree.Entries());
    }

    [Theory]
    [InlineData("1", "hevc", "film.mkv")]
    [InlineData("2", "h264", "film.mp4")]
    public async Task A_recording_that_begins_in_the_middle_of_a_group_of_pictures_is_encoded_whole_or_in_chunks_and_that_is_said(
        string encoders, string profile, string output)
    {
        using var tree = new TempTree();
        var shape = new ClipShape { Frames = 100, VideoOptions = ["-g", "25"], AudioCodec = "mp2" };
        var film = await Clips.MakeAsync(Path.Combine(tree.Folder("in"), "film.ts"), shape, Token);
        await File.WriteAllBytesAsync(film, (await File.ReadAllBytesAsync(film, Token))[(188 * 40)..], Token);
        var ffmpeg = new ToolDouble(
            tree.Folder("tools"), "ffmpeg", """
            case "$*" in
            *"-f concat"*) mkdir "$folder/joined" ;;
            esac
            """);
        await using var encode = new TranscoderProcess(
            tree.Folder("out"), ffmpeg.Environment,
            ["encode", film, "--profile", profile, "--encoders", encoders, "--Chunking:TargetLength=00:00:01", "--Chunking:MinimumLength=00:00:01", "--json"]);

        Assert.Equal(0, (await encode.Ended).ExitCode);
        var answer = Assert.Single(Answers(encode));
        Assert.Equal("completed", answer.GetProperty("state").GetString());
        Assert.Contains(
            answer.GetProperty("notes").EnumerateArray(),
            note => note.GetString()!.StartsWith("The source begins in the middle of a group of pictures: ", StringComparison.Ordinal));
        Assert.Equal(75, (await Farm.ProbeAsync(tree.At("out", output))).Frames);
        Assert.Equal(encoders == "2", Directory.Exists(tree.At("tools", "joined")));
    }

    [Fact]
    public async Task Bad_inputs_are_answered_and_the_others_go_on()
    {
        using var tree = new TempTree();
        var good = await Clips.MakeAsync(Path.Combine(tree.Folder("in"), "good.mkv"), new ClipShape { Frames = 10 }, Token);
        var twin = await Clips.MakeAsync(Path.Combine(tree.Folder("in"), "good.mov"), new ClipShape { Frames = 12 }, Token);
        var text = tree.File("in/text.mp4", "no film"u8);
        var sound = tree.At("in", "sound.mka");
        await Clips.FfmpegAsync(["-f", "lavfi", "-i", "sine=d=1", sound], Token);

        var (exitCode, answers) = await EncodeAsync(
            tree.Folder("out"), good, twin, text, sound, tree.At("absent.mkv"), tree.Folder("in", "folder.mp4"), "--profile", "h264", "--json");

        Assert.NotEqual(0, exitCode);
        Assert.Equal(
            ["completed", "completed", "failed", "failed", "failed", "failed"], answers.Select(answer => answer.GetProperty("state").GetString()));
        Assert.All(answers.Skip(2), answer => Assert.NotEmpty(answer.GetProperty("reason").GetString()!));
        var outputs = answers.Take(2).Select(answer => answer.GetProperty("output").GetString()!).ToList();
        Assert.Equal(outputs.Order(), Directory.GetFiles(tree.At("out"), "*.mp4").Order());
        Assert.Equal(10, (await Farm.ProbeAsync(outputs[0])).Frames);
        Assert.Equal(12, (await Farm.ProbeAsync(outputs[1])).Frames);

        File.Delete(outputs[0]);
        var (_, again) = await EncodeAsync(tree.At("out"), good, twin, "--profile", "h264", "--json");

        Assert.Equal(outputs, again.Select(answer => answer.GetProperty("output").GetString()));
        Assert.Equal(10, (await Farm.ProbeAsync(outputs[0])).Frames);
        Assert.Equal(outputs.Order(), Directory.GetFileSystemEntries(tree.At("out")).Order());
    }

    [Fact]
    public async Task Each_bad_file_of_many_is_answered_in_plain_words_and_the_film_among_them_comes_out()
    {
        using var tree = new TempTree();
        var bad = await BadFiles.MakeAsync(tree.Folder("in"));
        await Clips.MakeAsync(tree.At("in", BadFiles.OddName), Farm.SmallFilm, Token);
        await using var encode = new TranscoderProcess(
            tree.At("in"), ["encode", "-o", tree.Folder("out"), "--profile", "h264", "--json", "--", .. bad.Keys, BadFiles.OddName]);

        Assert.Equal(1, (await encode.Ended).ExitCode);
        var answers = Answers(encode).ToDictionary(answer => answer.GetProperty("input").GetString()!);
        foreach (var (name, words) in bad)
        {
            Assert.Equal("failed", answers[name].GetProperty("state").GetString());
            Assert.Contains(words, answers[name].GetProperty("reason").GetString(), StringComparison.Ordinal);
        }

        var film = answers[BadFiles.OddName];
        Assert.Equal(("completed", bad.Count + 1), (film.GetProperty("state").GetString(), answers.Count));
        Assert.Equal([film.GetProperty("output").GetString()], Directory.GetFiles(tree.At("out"), "*.mp4"));
        Assert.Equal(Farm.SmallFilm.Frames, (await Farm.ProbeAsync(film.GetProperty("output").GetString()!)).Frames);
    }

    [Fact]
    public async Task A_profile_that_is_none_is_said_with_those_that_are()
    {
        using var tree = new TempTree();
        await using var encode = new TranscoderProcess(tree.Root, ["encode", tree.File("film.mkv", "no film"u8), "--profile", "none"]);

        Assert.Equal(64, (await encode.Ended).ExitCode);
        Assert.Equal(["There is no profile \"none\"; profiles are av1, h264, hevc, vp9."], encode.Errors);
        Assert.Equal(["film.mkv"], tree.Entries());
    }

    [Fact]
    public async Task A_film_in_a_codec_that_the_profile_skips_is_its_own_result()
    {
        using var tree = new TempTree();
        var film = await Clips.MakeAsync(Path.Combine(tree.Folder("in"), "film.mkv"), new ClipShape { Frames = 10, VideoCodec = "libx265" }, Token);
        var before = (await FileHash.Sha256Async(film, Token), File.GetLastWriteTimeUtc(film));
        await using var encode = new TranscoderProcess(
            tree.Folder("out"), new Dictionary<string, string> { ["Profiles__hevc__SkipCodecs__0"] = "Hevc" }, ["encode", film, "--profile", "hevc", "--json"]);

        Assert.Equal(0, (await encode.Ended).ExitCode);
        var answer = Assert.Single(Answers(encode));
        Assert.Equal(("skipped", film), (answer.GetProperty("state").GetString(), answer.GetProperty("output").GetString()));
        Assert.Equal("The picture is hevc already, which the profile hevc leaves as it is.", answer.GetProperty("reason").GetString());
        Assert.Equal(["in/", "in/film.mkv", "out/"], tree.Entries());
        Assert.Equal(before, (await FileHash.Sha256Async(film, Token), File.GetLastWriteTimeUtc(film)));
    }

    [Theory]
    [InlineData("encode", "film.mkv")]
    [InlineData("up", "--root", "farm", "--urls", "http://127.0.0.1:0")]
    public async Task Without_ffmpeg_the_cure_is_said(params string[] command)
    {
        using var tree = new TempTree();
        tree.File("film.mkv", "no film"u8);
        foreach (var tool in (string[])["setpriv", "setsid", "rsync", "ssh"])
        {
            File.CreateSymbolicLink(Path.Combine(tree.Folder("tools"), tool), $"/usr/bin/{tool}");
        }

        await using var process = new TranscoderProcess(
            tree.Root, new Dictionary<string, string>(), command, before: ["env", $"PATH={tree.At("tools")}"]);

        Assert.Equal(69, (await process.Ended).ExitCode);
        Assert.StartsWith("ffmpeg: ", process.Errors[0], StringComparison.Ordinal);
        Assert.All(process.Errors, line => Assert.Contains("Install ffmpeg", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dry_run_tells_and_writes_nothing()
    {
        using var tree = new TempTree();
        var film = await Clips.MakeAsync(Path.Combine(tree.Folder("in"), "film.mkv"), new ClipShape { Frames = 50 }, Token);
        var text = tree.File("in/text.mp4", "no film"u8);
        await using var encode = new TranscoderProcess(tree.Folder("out"), ["encode", film, text, "--profile", "vp9", "--dry-run"]);

        Assert.Equal(1, (await encode.Ended).ExitCode);
        Assert.Equal($"{film} -> {tree.At("out", "film.webm")} (vp9)", encode.Output[0]);
        Assert.Contains(encode.Output, line => line.EndsWith("is encoded to Vp9: CRF 32, preset 3.", StringComparison.Ordinal));
        Assert.Contains(encode.Output, line => line.Contains("is encoded to Opus: WebM cannot carry", StringComparison.Ordinal));
        Assert.StartsWith($"{text}: refused: ", encode.Output[^1], StringComparison.Ordinal);
        Assert.Equal(["in/", "in/film.mkv", "in/text.mp4", "out/"], tree.Entries().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_dry_run_estimates_the_size()
    {
        using var tree = new TempTree();
        var film = await Clips.MakeAsync(Path.Combine(tree.Folder("in"), "film.mkv"), new ClipShape { Frames = 50 }, Token);

        var (exitCode, planned) = await EncodeAsync(tree.Folder("out"), film, "--profile", "hevc", "--dry-run", "--json");
        var (_, made) = await EncodeAsync(tree.At("out"), film, "--profile", "hevc", "--json");

        var answer = planned.Single();
        Assert.Equal((0, "planned"), (exitCode, answer.GetProperty("state").GetString()));
        Assert.Equal(Fields, answer.EnumerateObject().Select(field => field.Name));
        Assert.Equal(tree.At("out", "film.mkv"), answer.GetProperty("output").GetString());
        Assert.Equal(1, answer.GetProperty("outputBytes").GetDouble() / made.Single().GetProperty("outputBytes").GetDouble(), 0.05);
    }

    [Fact]
    public async Task A_film_that_gets_no_smaller_is_its_own_result()
    {
        using var tree = new TempTree();
        var film = await Clips.MakeAsync(Path.Combine(tree.Folder("in"), "film.mkv"), new ClipShape { Frames = 50 }, Token);
        var poor = tree.At("in", "poor.mkv");
        var words = tree.File("words.srt", "1\n00:00:00,000 --> 00:00:01,000\nWords that MP4 takes in another form.\n"u8);
        await Clips.FfmpegAsync(["-i", film, "-i", words, "-c:v", "libx264", "-crf", "51", "-c:a", "copy", poor], Token);
        await using var encode = new TranscoderProcess(
            tree.Folder("out"), new Dictionary<string, string> { ["Commit__IfLarger"] = "Discard" }, ["encode", poor, "--profile", "h264", "--json"]);

        Assert.Equal(0, (await encode.Ended).ExitCode);
        var answer = Assert.Single(Answers(encode));
        Assert.Equal(("notSmaller", poor), (answer.GetProperty("state").GetString(), answer.GetProperty("output").GetString()));
        Assert.Empty(answer.GetProperty("notes").EnumerateArray());
        Assert.Equal(["out/"], tree.Entries().Where(entry => entry.StartsWith("out/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_existing_output_is_never_overwritten_and_what_failed_leaves_nothing()
    {
        using var tree = new TempTree();
        var film = await Clips.MakeAsync(tree.At("film.mkv"), new ClipShape { Frames = 10 }, Token);
        var text = tree.File("text.mov", "no film"u8);
        var before = await FileHash.Sha256Async(film, Token);

        var (exitCode, answers) = await EncodeAsync(tree.Root, film, text, "--json");

        Assert.Equal(1, exitCode);
        Assert.Equal(["failed", "failed"], answers.Select(answer => answer.GetProperty("state").GetString()));
        Assert.Contains("film.mkv exists already and is not overwritten; name another file or folder with -o", answers[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(before, await FileHash.Sha256Async(film, Token));
        Assert.Equal(["film.mkv", "text.mov"], tree.Entries());
    }

    [Theory]
    [InlineData("no such profile", 64, "There is no profile")]
    [InlineData("folder held", 75, "Another encode already works into")]
    [InlineData("no tools", 69, "Install ffmpeg")]
    public async Task Programs_are_answered_for_every_input_when_nothing_can_be_done(string trouble, int code, string reason)
    {
        using var tree = new TempTree();
        using var held = trouble == "folder held" ? FolderLock.Take(tree.At(".transcoder"), "") : null;
        var environment = trouble == "no tools" ? new Dictionary<string, string> { ["PATH"] = tree.Root } : [];

        await using var encode = new TranscoderProcess(
            tree.Root, environment, ["encode", "a.mkv", "b.mkv", "--json", "--profile", trouble == "no such profile" ? "nope" : "h264"]);

        Assert.Equal(code, (await encode.Ended).ExitCode);
        var answers = Answers(encode);
        Assert.Equal(["a.mkv", "b.mkv"], answers.Select(answer => answer.GetProperty("input").GetString()));
        Assert.All(answers, answer => Assert.Equal(Fields, answer.EnumerateObject().Select(field => field.Name)));
        Assert.All(answers, answer => Assert.Equal("failed", answer.GetProperty("state").GetString()));
        Assert.All(answers, answer => Assert.Contains(reason, answer.GetProperty("reason").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_a_terminal_a_bar_tells_how_far_each_film_is()
    {
        using var tree = new TempTree();
        var film = await Clips.MakeAsync(Path.Combine(tree.Folder("in"), "film.mkv"), Farm.SmallFilm with { Frames = 100 }, Token);
        var environment = new Dictionary<string, string> { ["Profiles__slow__VideoCodec"] = "H264", ["Profiles__slow__Preset"] = "ultrafast", ["TERM"] = "xterm" };
        await using var encode = new TranscoderProcess(
            tree.Folder("out"), environment, ["encode", film, "--profile", "slow"],
            before: ["/usr/bin/python3", "-c", "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"]);

        Assert.Equal(0, (await encode.Ended).ExitCode);
        Assert.Contains(encode.Output, line => Bar().IsMatch(line));
        Assert.Contains(encode.Output, line => line.Contains("100%", StringComparison.Ordinal) && line.Contains("completed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_interrupt_ends_cleanly_and_the_same_command_goes_on()
    {
        using var tree = new TempTree();
        var film = await Clips.MakeAsync(Path.Combine(tree.Folder("in"), "long.mkv"), Farm.LongFilm, Token);
        string[] command = ["encode", film, "--profile", "hevc", "--json"];
        await using (var interrupted = new TranscoderProcess(tree.Folder("out"), command))
        {
            var ffmpeg = await interrupted.EncodingAsync();

            await interrupted.SignalAsync("INT");

            Assert.Equal(130, (await interrupted.Ended).ExitCode);
            await ProcessTable.DeadAsync(ffmpeg);
            Assert.False(File.Exists(tree.At("out", "long.mkv")));
        }

        await using var again = new TranscoderProcess(tree.At("out"), command);

        Assert.Equal(0, (await again.Ended).ExitCode);
        Assert.Equal(Farm.LongFilm.Frames, (await Farm.ProbeAsync(tree.At("out", "long.mkv"))).Frames);
        Assert.Equal(["out/", "out/long.mkv"], tree.Entries().Where(entry => entry.StartsWith("out/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_interrupt_before_anything_is_begun_answers_for_every_input()
    {
        using var tree = new TempTree();
        var film = await Clips.MakeAsync(Path.Combine(tree.Folder("in"), "film.mkv"), new ClipShape { Frames = 10 }, Token);
        var ffmpeg = new ToolDouble(tree.Folder("tools"), "ffmpeg");
        ffmpeg.Hold("-version");
        await using var encode = new TranscoderProcess(tree.Folder("out"), ffmpeg.Environment, ["encode", film, "--profile", "h264", "--json"]);
        await ffmpeg.HeldAsync(Farm.Limit, () => string.Join('\n', encode.Output));

        await encode.SignalAsync("INT");

        Assert.Equal(130, (await encode.Ended).ExitCode);
        var answer = Assert.Single(Answers(encode));
        Assert.Equal(Fields, answer.EnumerateObject().Select(field => field.Name));
        Assert.Equal(film, answer.GetProperty("input").GetString());
        Assert.Empty(Directory.GetFiles(tree.At("out"), "*.mp4"));
    }

    [GeneratedRegex(@"film\.mkv.* [1-9][0-9]%.* [0-9.]+ fps .*[0-9:]+ left")]
    private static partial Regex Bar();

    private static async Task<(int ExitCode, IReadOnlyList<JsonElement> Answers)> EncodeAsync(string folder, params string[] arguments)
    {
        await using var encode = new TranscoderProcess(folder, ["encode", .. arguments]);
        var result = await encode.Ended;
        return (result.ExitCode, Answers(encode));
    }

    private static IReadOnlyList<JsonElement> Answers(TranscoderProcess encode) => [.. JsonDocument.Parse(encode.Output[^1]).RootElement.EnumerateArray()];
}
