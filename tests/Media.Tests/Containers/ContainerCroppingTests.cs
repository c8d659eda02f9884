using System.Text;
using Transcoder.Media.Containers;
using Transcoder.Media.Ffprobe;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Containers;

public sealed class ContainerCroppingTests : IDisposable
{
    private readonly TempTree _tree = new();
    private readonly ToolRunner _tools = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, Cropping> Films => new()
    {
        { "film.mkv", new Cropping(8, 6, 4, 0) },
        { "film.mkv", new Cropping(0, 0, 0, 2) },
        { "film.mp4", new Cropping(8, 6, 4, 2) },
        { "film.mov", new Cropping(0, 0, 3, 0) },
    };

    public void Dispose()
    {
        _tools.Dispose();
        _tree.Dispose();
    }

    [Theory]
    [MemberData(nameof(Films))]
    public async Task What_players_leave_out_is_told_beside_what_ffprobe_tells(string name, Cropping cropping)
    {
        var film = await CroppedFilm.MakeAsync(_tree.At(name), cropping, Stop);

        var probe = Assert.IsType<ProbeOutcome.Probed>(await new FfprobeClient(_tools).ProbeWithFramesAsync(film, Stop)).Probe;

        Assert.Equal(cropping, probe.MainVideo?.Cropping);
        Assert.Equal((640, 480), (probe.MainVideo?.Width, probe.MainVideo?.Height));
    }

    [Theory]
    [InlineData("film.mkv")]
    [InlineData("film.mp4")]
    [InlineData("film.ts")]
    public async Task A_film_that_asks_for_nothing_has_none(string name)
    {
        var film = await Clips.MakeAsync(_tree.At(name), new ClipShape { Frames = 5 }, Stop);

        Assert.Null(Assert.IsType<ProbeOutcome.Probed>(await new FfprobeClient(_tools).ProbeWithFramesAsync(film, Stop)).Probe.MainVideo?.Cropping);
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(-1, 0, 5, 0)]
    [InlineData(0, 6, 0, -6)]
    [InlineData(320, 0, 320, 0)]
    [InlineData(0, long.MaxValue, 0, 0)]
    public void What_makes_no_sense_is_none(long left, long top, long right, long bottom) =>
        Assert.Null(Cropping.Of(640, 480, left, top, right, bottom));

    [Theory]
    [InlineData("film.mkv", "matroska")]
    [InlineData("film.mov", "moov")]
    public async Task Whatever_is_in_the_file_nothing_worse_comes_of_it(string name, string header)
    {
        var bytes = await File.ReadAllBytesAsync(await CroppedFilm.MakeAsync(_tree.At(name), new Cropping(8, 6, 4, 0), Stop), Stop);
        var (random, film, found) = (new Random(1), _tree.At("other"), 0);
        var first = Math.Max(0, bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(header)) - 12);
        for (var trial = 0; trial < 500; trial++)
        {
            byte[] changed = [.. bytes];
            for (var change = 0; change < 3; change++)
            {
                changed[random.Next(first, Math.Min(first + 700, bytes.Length))] = (byte)random.Next(256);
            }

            await File.WriteAllBytesAsync(film, trial % 5 == 0 ? changed[..random.Next(bytes.Length)] : changed, Stop);
            found += await ContainerCropping.FindAsync(film, Stop) is null ? 0 : 1;
        }

        Assert.InRange(found, 50, 450);
        Assert.Null(await ContainerCropping.FindAsync(_tree.At("missing"), Stop));
    }
}
