using Transcoder.Contracts;
using Transcoder.Encoder.Orders;
using Transcoder.Encoder.Outcomes;
using Transcoder.Encoder.Tests.Doubles;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Orders;

/// <summary>Recordings of broadcasts, which begin with whatever was on the air: they are encoded, and all other damage in them is found.</summary>
public sealed class CutOffBeginningTests : IAsyncLifetime
{
    private const int Packet = 188;
    private const string Begins = "the source begins in the middle of a group of pictures: what is shown before 0:00:0";

    private readonly Storage _storage = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Recordings => new()
    {
        { "h264", "ts" },
        { "h264 slices", "ts" },
        { "h264 open", "ts" },
        { "h264 open", "mkv" },
        { "h264 open in order", "mkv" },
        { "h264 open in order", "mp4" },
        { "hevc open", "ts" },
        { "mpeg2", "ts" },
    };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _storage.DisposeAsync();

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task A_recording_is_encoded_and_its_beginning_is_named(string kind, string container)
    {
        var outcome = await ExecuteAsync(kind, CutOff, container);

        Assert.True(outcome is EncodeOutcome.Encoded, (outcome as EncodeOutcome.Failed)?.Report.Reason);
        Assert.StartsWith(Begins, ((EncodeOutcome.Encoded)outcome).Report.SourceDamage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StreamCodec.Copy)]
    [InlineData(StreamCodec.Aac)]
    public async Task So_is_one_whose_sound_is_taken_over(StreamCodec sound) =>
        Assert.IsType<EncodeOutcome.Encoded>(await ExecuteAsync("h264", CutOff, "ts", OutputContainer.Matroska, sound));

    [Fact]
    public async Task So_is_one_that_others_found_damaged() => Assert.IsType<EncodeOutcome.Encoded>(await ExecuteAsync("h264", CutOff, "ts", suspected: true));

    [Theory]
    [InlineData("mkv")]
    [InlineData("mp4")]
    public async Task Damage_in_the_first_pictures_of_a_copy_that_begins_well_is_damage_still(string container)
    {
        // Zeros in the first second, behind the first keyframe.
        var outcome = await ExecuteAsync("h264", bytes => bytes, container, damage: copy =>
        {
            copy.AsSpan(copy.Length / 16, 2000).Clear();
            return copy;
        });

        AssertDamaged(outcome);
    }

    [Theory]
    [InlineData("h264")]
    [InlineData("mpeg2")]
    public async Task Damage_further_on_is_damage_still(string kind)
    {
        var outcome = await ExecuteAsync(kind, bytes => Flipped(CutOff(bytes), 0.6, 0.8), "ts");

        AssertDamaged(outcome);
    }

    [Theory]
    [InlineData("h264")]
    [InlineData("mpeg2")]
    public async Task Damage_in_the_first_pictures_of_a_film_that_begins_well_is_damage_still(string kind)
    {
        var outcome = await ExecuteAsync(kind, bytes => Flipped(bytes, 0.01, 0.05), "ts");

        AssertDamaged(outcome);
    }

    private static void AssertDamaged(EncodeOutcome outcome)
    {
        var report = Assert.IsType<EncodeOutcome.Failed>(outcome).Report;
        Assert.Equal(FailureKind.BadSource, report.Kind);
        Assert.StartsWith("the source is damaged at 0:00:0", report.Reason, StringComparison.Ordinal);
    }

    // Early in the second group of pictures, or in the first.
    private static byte[] CutOff(byte[] bytes) => bytes[(bytes.Length * 7 / 53 / Packet * Packet)..];

    private static byte[] Flipped(byte[] bytes, double from, double to)
    {
        var random = new Random(7);
        for (var bit = 0; bit < 200; bit++)
        {
            bytes[random.Next((int)(bytes.Length * from), (int)(bytes.Length * to))] ^= (byte)(1 << random.Next(8));
        }

        return bytes;
    }

    private async Task<EncodeOutcome> ExecuteAsync(
        string kind, Func<byte[], byte[]> change, string container, OutputContainer result = OutputContainer.Mp4, StreamCodec sound = StreamCodec.Aac,
        bool suspected = false, Func<byte[], byte[]>? damage = null)
    {
        var recording = _storage.At("incoming/recording.ts");
        string[] picture = kind switch
        {
            "h264" => ["libx264", "-preset", "veryfast", "-g", "25", "-bf", "2"],
            // Of each of so many slices in so many pictures ffmpeg complains several times.
            "h264 slices" => ["libx264", "-preset", "veryfast", "-g", "90", "-bf", "2", "-x264-params", "slices=8"],
            "h264 open" => ["libx264", "-preset", "veryfast", "-g", "27", "-bf", "2", "-x264-params", "open-gop=1:scenecut=0:b-adapt=0"],

            // No picture behind a keyframe is shown before it, so nothing but the keyframe itself tells that it leans on something.
            "h264 open in order" => ["libx264", "-preset", "veryfast", "-g", "25", "-bf", "2", "-x264-params", "open-gop=1:scenecut=0:b-adapt=0"],
            "hevc open" => ["libx265", "-preset", "ultrafast", "-x265-params", "log-level=error:pools=1:keyint=25:open-gop=1:bframes=3:scenecut=0"],
            "mpeg2" => ["mpeg2video", "-g", "12", "-bf", "2", "-q:v", "4"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown"),
        };
        await Clips.FfmpegAsync(
            [
                "-f", "lavfi", "-i", "testsrc2=s=192x128:r=25:d=8", "-f", "lavfi", "-i", "sine=r=48000:d=8",
                "-threads:v", "1", "-c:v", .. picture, "-c:a", "mp2", recording,
            ],
            Stop);
        await File.WriteAllBytesAsync(recording, change(await File.ReadAllBytesAsync(recording, Stop)), Stop);
        if (container != "ts")
        {
            // Copied by a program that starts with the first keyframe, and keeps what leans on pictures before it.
            var copy = _storage.At($"incoming/recording.{container}");
            await Clips.FfmpegAsync(["-v", "fatal", "-i", recording, "-c", "copy", copy], Stop);
            await File.WriteAllBytesAsync(copy, (damage ?? (bytes => bytes))(await File.ReadAllBytesAsync(copy, Stop)), Stop);
        }

        var settings = Doubles.Orders.H264 with
        {
            Container = result,
            Streams = [new StreamSettings { SourceStream = 1, Kind = StreamKind.Audio, Codec = sound }],
        };
        return await _storage.Get<ISlotDesk>().ExecuteAsync(_storage.Order($"recording.{container}", settings) with { Suspected = suspected });
    }
}
