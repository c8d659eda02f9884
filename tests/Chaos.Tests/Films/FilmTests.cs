using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.Chaos.Tests.Films;

/// <summary>Films as ffmpeg makes and decodes them.</summary>
public sealed class FilmTests : IAsyncDisposable
{
    private static readonly Film Good = new() { Number = 17, Kind = FilmKind.Good, Profile = "h264", Frames = 30 };

    private readonly ToolRunner _tools = new();
    private readonly TempTree _tree = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_good_film_is_read_back_as_itself_and_as_no_other()
    {
        var reading = await MakeAndReadAsync(Good);

        Assert.Null(reading.FaultAs(Good));
        Assert.Equal("shows frame 0 of film 17 as frame 0", reading.FaultAs(Good with { Number = 18 }));
        Assert.Equal("shows 30 frames instead of 31", reading.FaultAs(Good with { Frames = 31 }));
        Assert.Equal(["film.mkv"], _tree.Entries());
    }

    [Theory]
    [InlineData(nameof(FilmKind.Truncated))]
    [InlineData(nameof(FilmKind.Garbage))]
    [InlineData(nameof(FilmKind.Empty))]
    public async Task A_bad_film_does_not_decode_cleanly(string kind)
    {
        var reading = await MakeAndReadAsync(Good with { Kind = Enum.Parse<FilmKind>(kind) });

        Assert.NotNull(reading.Complaint);
        Assert.StartsWith("does not decode cleanly", reading.FaultAs(Good), StringComparison.Ordinal);
    }

    [Fact]
    public void Swapped_repeated_and_unknown_frames_are_told()
    {
        var film = Good with { Frames = 2 };
        FrameMark?[] frames = [new FrameMark(17, 0), new FrameMark(17, 1)];

        Assert.Null(new FilmReading(null, frames, 40).FaultAs(film));
        Assert.Equal("shows frame 1 of film 17 as frame 0", new FilmReading(null, [frames[1], frames[0]], 40).FaultAs(film));
        Assert.Equal("shows frame 0 of film 17 as frame 1", new FilmReading(null, [frames[0], frames[0]], 40).FaultAs(film));
        Assert.Equal("shows nothing known as frame 1", new FilmReading(null, [frames[0], null], 40).FaultAs(film));
        Assert.Equal("shows a frame that is 12.0 dB from its source", new FilmReading(null, frames, 12).FaultAs(film));
        Assert.Equal("does not decode cleanly: x", new FilmReading("x", frames, 40).FaultAs(film));
    }

    public async ValueTask DisposeAsync()
    {
        await _tools.DisposeAsync();
        _tree.Dispose();
    }

    private async Task<FilmReading> MakeAndReadAsync(Film film)
    {
        var path = _tree.At("film.mkv");
        await new FilmMaker(_tools).MakeAsync(film, path, Token);
        return await new FilmReader(_tools, _tree.Root).ReadAsync(path, Token);
    }
}
