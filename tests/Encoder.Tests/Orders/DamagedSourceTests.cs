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

    [Theory]
    [InlineData("film.mkv")]
    [InlineData("film.mp4")]
    [InlineData("film.ts")]
    public async Task A_film_cut_off_is_encoded_so_far_where_damage_is_accepted(string name) =>
        await AcceptsAsync(name, 6.5, 7.5, bytes => bytes[..(bytes.Length * 7 / 10)]);

    [Theory]
    [InlineData("film.mkv")]
    [InlineData("film.mp4")]
    [InlineData("film.ts")]
    public async Task A_film_with_flipped_bits_is_encoded_where_damage_is_accepted(string name) => await AcceptsAsync(name, 4.5, 6, Flipped);

    [Fact]
    public async Task A_copy_that_loses_sound_is_refused_also_where_damage_is_accepted()
    {
        await MakeAsync(_storage, "film.mkv", Late, null);

        var outcome = await _storage.Get<ISlotDesk>().ExecuteAsync(_storage.Order("film.mkv", Settings) with { AcceptDamage = true });

        var report = Assert.IsType<EncodeOutcome.Failed>(outcome).Report;
        Assert.Equal(FailureKind.BadSource, report.Kind);
        Assert.Contains("quieter than the source's", report.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Similarity", StreamCodec.Copy)]
    [InlineData("Similarity", StreamCodec.Aac)]
    [InlineData("Decode", StreamCodec.Copy)]
    [InlineData("Counts", StreamCodec.Copy)]
    public async Task Damaged_sound_is_taken_over_where_damage_is_accepted(string check, StreamCodec codec)
    {
        await using var storage = new Storage(("Encoder:Check", check));
        await MakeAsync(storage, "film.mp4", bytes => bytes, bytes => Zeroed(bytes, 4096));
        var settings = Settings with { Streams = [Settings.Streams[0] with { Codec = codec }] };

        var outcome = await storage.Get<ISlotDesk>().ExecuteAsync(storage.Order("film.mp4", settings) with { AcceptDamage = true });

        var report = Assert.IsType<EncodeOutcome.Encoded>(outcome).Report;

        // Who only counts never hears copied sound.
        Assert.Equal(check is not "Counts", report.SourceDamage is not null);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_suspected_film_is_decoded_before_it_is_encoded(bool damaged)
    {
        await MakeAsync(_storage, "film.mp4", damaged ? Flipped : bytes => bytes, null);
        var order = _storage.Order("film.mp4", Settings) with { Suspected = true };

        var outcome = await _storage.Get<ISlotDesk>().ExecuteAsync(order);

        if (damaged)
        {
            // Nothing was encoded: no encode has ended.
            var report = Assert.IsType<EncodeOutcome.Failed>(outcome).Report;
            Assert.Equal((FailureKind.BadSource, null), (report.Kind, report.ExitCode));
            Assert.StartsWith("the source is damaged at 0:00:0", report.Reason, StringComparison.Ordinal);
        }
        else
        {
            Assert.IsType<EncodeOutcome.Encoded>(outcome);
        }
    }

    [Fact]
    public async Task A_whole_film_has_no_damage_where_that_is_accepted()
    {
        await MakeAsync(_storage, "film.mp4", bytes => bytes, null);

        var outcome = await _storage.Get<ISlotDesk>().ExecuteAsync(_storage.Order("film.mp4", Settings) with { AcceptDamage = true });

        Assert.Null(Assert.IsType<EncodeOutcome.Encoded>(outcome).Report.SourceDamage);
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

    // Makes one packet of sound three seconds late, and one that does not decode: who decodes the sound never learns of it, but in a copy all
    // that follows must come after it. Its block is of the second track, with a size of two bytes.
    private static byte[] Late(byte[] bytes)
    {
        var block = Enumerable.Range(bytes.Length * 4 / 10, bytes.Length).First(at =>
            bytes[at] is 0xA3 && bytes[at + 1] >> 4 is 4 && bytes[at + 3] is 0x82 && bytes[at + 6] is 0x80);
        bytes[block + 4] += 12;
        bytes.AsSpan(block + 7, 30).Fill(0xA5);
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
        await MakeAsync(_storage, name, damage, sound);

        var outcome = await _storage.Get<ISlotDesk>().ExecuteAsync(_storage.Order(name, Settings));

        var report = Assert.IsType<EncodeOutcome.Failed>(outcome).Report;
        Assert.True(report.Kind is FailureKind.BadSource, $"{report.Kind}: {report.Reason}");
        Assert.Empty(_storage.Entries);
        return Place(report.Reason);
    }

    private async Task AcceptsAsync(string name, double from, double to, Func<byte[], byte[]> damage)
    {
        await MakeAsync(_storage, name, damage, null);

        // Damaged AAC cannot be taken over from a transport stream: its headers are there in each packet.
        var codec = name.EndsWith(".ts", StringComparison.Ordinal) ? StreamCodec.Aac : StreamCodec.Copy;
        var settings = Settings with { Streams = [Settings.Streams[0] with { Codec = codec }] };

        var outcome = await _storage.Get<ISlotDesk>().ExecuteAsync(_storage.Order(name, settings) with { AcceptDamage = true });

        Assert.True(outcome is EncodeOutcome.Encoded, (outcome as EncodeOutcome.Failed)?.Report.Reason);
        Assert.InRange(Place(((EncodeOutcome.Encoded)outcome).Report.SourceDamage!), from, to);
    }

    private static async Task MakeAsync(Storage storage, string name, Func<byte[], byte[]> damage, Func<byte[], byte[]>? sound)
    {
        var path = storage.At($"incoming/{name}");

        // Each time the same bytes, as damage lies at places in them: Matroska has random numbers of varying length.
        string[] front = name.EndsWith(".mp4", StringComparison.Ordinal) ? ["-movflags", "+faststart"] : ["-fflags", "+bitexact"];
        if (sound is not null)
        {
            // Raw ADTS does not mind zeros when it is read, and only the decoder notices what is missing.
            var (picture, tone) = (storage.At("picture.mp4"), storage.At("tone.aac"));
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
    }

    private static double Place(string reason)
    {
        var sentence = Sentence().Match(reason);
        Assert.True(sentence.Success, reason);
        return TimeSpan.Parse(sentence.Groups["first"].Value, CultureInfo.InvariantCulture).TotalSeconds;
    }

    [GeneratedRegex(@"^the source is damaged at (?<first>\d+:\d\d:\d\d\.\d)")]
    private static partial Regex Sentence();
}
