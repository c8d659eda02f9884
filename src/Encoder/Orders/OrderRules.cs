using System.Globalization;
using Transcoder.Contracts;
using Transcoder.Media.Files;

namespace Transcoder.Encoder.Orders;

/// <summary>What an order must look like before anything in it is used. ffmpeg itself accepts much nonsense without a word.</summary>
internal static class OrderRules
{
    private const int MostStreams = 256;

    private static readonly HashSet<string> Presets =
        ["ultrafast", "superfast", "veryfast", "faster", "fast", "medium", "slow", "slower", "veryslow", "placebo"];

    /// <returns>Null when the order is sound, else one sentence.</returns>
    public static string? Breach(TranscodeRequested order) =>
        PathBreach(order.SourcePath, nameof(order.SourcePath))
        ?? PathBreach(order.ResultFolder, nameof(order.ResultFolder))
        ?? (order.ResultFolder.Any(char.IsControl) ? "ResultFolder holds control characters, which cannot cross to an SSH server" : null)
        ?? (order.SourceBytes <= 0 ? $"SourceBytes is {order.SourceBytes}" : null)
        ?? (Enum.IsDefined(order.Settings.Container) ? null : $"container {order.Settings.Container} is unknown")
        ?? Breach(order.Settings.Video)
        ?? PieceRules.Breach(order.Piece, order.Settings)
        ?? (order.Settings.Streams.Count > MostStreams ? $"{order.Settings.Streams.Count} streams are more than {MostStreams}" : null)
        ?? order.Settings.Streams.Select(Breach).FirstOrDefault(breach => breach is not null);

    // The normal form is the only one taken: one file has one name.
    private static string? PathBreach(string path, string name) =>
        StoragePath.TryNormalize(path, out var normal) && normal == path ? null : $"{name} is no path below the storage root";

    private static string? Breach(VideoSettings video) => video switch
    {
        { SourceStream: < 0 } => $"video stream {video.SourceStream} is negative",
        { Codec: VideoCodec.H264 or VideoCodec.Hevc, Crf: < 0 or > 51 } or { Crf: < 0 or > 63 } =>
            $"CRF {video.Crf} is out of range for {video.Codec}",
        { Threads: < 1 or > 256 } => $"{video.Threads} threads are out of range",
        { FrameRate: < 1 or > VideoSettings.MostFrameRate } => $"a frame rate of {video.FrameRate} is out of range",
        { TimeBase: { Numerator: < 1 } or { Denominator: < 1 } } => "the time base is no length of time",
        { PixelFormat: { } pixels } when !IsName(pixels) => "the pixel format is no name",
        { Fields: var fields } when !Enum.IsDefined(fields) => $"{fields} is no order of fields",
        { Scan: var scan } when !Enum.IsDefined(scan) || (scan is Scan.Interlaced && video.Codec != VideoCodec.H264) => $"scan {scan} is nothing for {video.Codec}",
        { Shape: { } shape } when !IsSound(shape) => "the shape of the picture is out of range",
        { Color: { } color } when !IsSound(color) => "the colours are no numbers of H.273",
        { Mastering: { } display } when !IsSound(display) => "the mastering display is out of range",
        { Light: { } light } when !IsShort(light.MaxContent) || !IsShort(light.MaxFrameAverage) => "the light levels are out of range",
        _ when !IsPreset(video) => $"preset '{video.Preset}' is unknown for {video.Codec}",
        _ => null,
    };

    private static bool IsSound(ShapeSettings shape) =>
        shape is { Width: > 0, Height: > 0, SampleWidth: null or > 0, SampleHeight: null or > 0 } && IsShort(shape.Width) && IsShort(shape.Height);

    private static bool IsSound(ColorSettings color) =>
        new[] { color.Primaries, color.Transfer, color.Matrix }.All(number => number is null or >= 0 and <= byte.MaxValue);

    private static bool IsSound(MasteringSettings display) => new[]
    {
        display.RedX, display.RedY, display.GreenX, display.GreenY, display.BlueX, display.BlueY, display.WhiteX, display.WhiteY,
        display.MaxLuminance, display.MinLuminance,
    }.All(number => number >= 0);

    private static bool IsShort(int number) => number is >= 0 and <= ushort.MaxValue;

    private static bool IsPreset(VideoSettings video) => video.Codec switch
    {
        VideoCodec.H264 or VideoCodec.Hevc => Presets.Contains(video.Preset),
        VideoCodec.Av1 => IsNumber(video.Preset, 13),
        VideoCodec.Vp9 => IsNumber(video.Preset, 8),
        _ => false,
    };

    private static string? Breach(StreamSettings stream) => stream switch
    {
        { SourceStream: < 0 } => $"stream {stream.SourceStream} is negative",
        { Kilobits: < 16 or > 1536 } => $"{stream.Kilobits} kbit/s are out of range",
        { Kilobits: not null } when stream.Codec is not (StreamCodec.Aac or StreamCodec.Opus) => $"{stream.Codec} takes no bit rate",
        _ when !Fits(stream) => $"{stream.Codec} is nothing for {stream.Kind}",
        _ => null,
    };

    private static bool Fits(StreamSettings stream) => (stream.Kind, stream.Codec) switch
    {
        (StreamKind.Audio, StreamCodec.Copy or StreamCodec.Aac or StreamCodec.Opus or StreamCodec.Flac) => true,
        (StreamKind.Subtitle, StreamCodec.Copy or StreamCodec.SubRip or StreamCodec.MovText or StreamCodec.WebVtt) => true,
        (StreamKind.Attachment, StreamCodec.Copy) => true,
        _ => false,
    };

    private static bool IsNumber(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most;

    private static bool IsName(string text) =>
        text.Length is > 0 and <= 32 && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));
}
