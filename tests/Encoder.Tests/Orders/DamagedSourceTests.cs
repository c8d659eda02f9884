using System.Globalization;
using System.Text.RegularExpressions;
using Transcoder.Contracts;
using Transcoder.Encoder.Orders;
using Transcoder.Encoder.Outcomes;
using Transcoder.Encoder.Tests.Doubles;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Orders;

/// <summary>Sources that are damaged in one way each, and for which ffmpeg ends well.</summary>
public sealed partial class DamagedSourceTests : IAsyncLifetime
{
    private static readonly EncodeSettings Settings =
        Doubles.Orders.H264 with { Streams = [new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = StreamCodec.Copy }] };

    private static readonly ClipShape Shape = new() { Frames = 250, Width = 320, Height = 192, VideoOptions = ["-preset", "fast", "-g", "25"] };

    private readonly Storage _storage = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _storage.DisposeAsync();

    [Theory]
    [InlineData("film.mkv")]
    [InlineData("film.mp4")]
    [InlineData("film.ts")]
    public async Task A_film_cut_off_at_70_percent_is_damaged_there(string name) =>
        Assert.InRange(await FirstPlaceAsync(name, bytes => bytes[..(bytes.Length * 7 / 10)]), 6.5, 7.5);

    [Theory]
    [InlineData("film.mkv")]
    [InlineData("film.mp4")]
    [InlineData("film.ts")]
    public async Task Flipped_bits_are_found_where_they_are(string name) => Assert.InRange(await FirstPlaceAsync(name, Flipped), 4.5, 6);

    [Theory]
    [InlineData("film.mp4", 4096)]
    [InlineData("film.ts", 20_000)]
    public async Task Zeros_are_found_where_they_are(string name, int count) =>
        Assert.InRange(await FirstPlaceAsync(name, bytes => Zeroed(bytes, count)), 4.5, 6);

    [Fact]
    public async Task Damaged_sound_that_is_copied_is_held_against_the_source()
    {
        // Only sound here, and so many zeros that whole packets are gone.
        var place = await FirstPlaceAsync("film.mp4", bytes => bytes, sound: bytes => Zeroed(bytes, 4096));

        Assert.InRange(place, 4.5, 5.5);
    }

    private static byte[] Flipped(byte[] bytes)
    {
        // In the second half only.
        var random = new Random(7);
        for (var bit = 0; bit < 400; bit++)
        {
            bytes[random.Next(bytes.Length / 2, bytes.Length * 9 / 10)] ^= (byte)(1 << random.Next(8));
        }

        return bytes;
    }

    private static byte[] Zeroed(byte[] bytes, int count)
    {
        Array.Clear(bytes, bytes.Length / 2, count);
        return bytes;
    }

    /// <returns>Seconds.</returns>
    private async Task<double> FirstPlaceAsync(string name, Func<byte[], byte[]> damage, Func<byte[], byte[]>? sound = null)
    {
        var path = _storage.At($"incoming/{name}");
        string[] front = name.EndsWith(".mp4", StringComparison.Ordinal) ? ["-movflags", "+faststart"] : [];
        if (sound is not null)
        {
            // Raw ADTS does not mind zeros when it is read, and only the decoder notices what is missing.
            var (picture, tone) = (_storage.At("picture.mp4"), _storage.At("tone.aac"));
            await Clips.MakeAsync(picture, Shape with { AudioCodec = null }, Stop);
            await Clips.FfmpegAsync(["-f", "lavfi", "-i", "sine=r=48000:d=10", "-c:a", "aac", tone], Stop);
            await File.WriteAllBytesAsync(tone, sound(await File.ReadAllBytesAsync(tone, Stop)), Stop);
            await Clips.FfmpegAsync(["-i", picture, "-i", tone, "-map", "0", "-map", "1", "-c", "copy", .. front, path], Stop);
        }
        else
        {
            await Clips.MakeAsync(path, Shape with { OutputOptions = front }, Stop);
        }

        await File.WriteAllBytesAsync(path, damage(await File.ReadAllBytesAsync(path, Stop)), Stop);

        var outcome = await _storage.Get<ISlotDesk>().ExecuteAsync(_storage.Order(name, Settings));

        var report = Assert.IsType<EncodeOutcome.Failed>(outcome).Report;
        Assert.True(report.Kind is FailureKind.BadSource, $"{report.Kind}: {report.Reason}");
        Assert.Empty(_storage.Entries);
        var sentence = Sentence().Match(report.Reason);
        Assert.True(sentence.Success, report.Reason);
        return TimeSpan.Parse(sentence.Groups["first"].Value, CultureInfo.InvariantCulture).TotalSeconds;
    }

    [GeneratedRegex(@"^the source is damaged at (?<first>\d+:\d\d:\d\d\.\d)")]
    private static partial Regex Sentence();
}
