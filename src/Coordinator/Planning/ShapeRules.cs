using System.Globalization;
using Transcoder.Contracts;
using Transcoder.Coordinator.Profiles;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Coordinator.Planning;

/// <summary>Size, shape of pixels, and rotation. Pure.</summary>
internal static class ShapeRules
{
    private const int SmallestSvtSide = 64;
    private const int Quarter = 90;
    private const int HalfTurn = 180;

    /// <summary>By ffmpeg, as the player would: Matroska and WebM cannot say it, and of some films nothing beside the frames is kept.</summary>
    public static bool IsTurned(MediaStream video, Profile profile) => IsForPlayer(video) && !Keeps(video, profile);

    /// <summary>Turned so that width and height change places.</summary>
    public static bool IsTurnedAside(MediaStream video, Profile profile) => IsTurned(video, profile) && video.Rotation % HalfTurn != 0;

    /// <summary>MP4 asks the player for the same.</summary>
    public static Ruling Rotation(MediaStream video, Profile profile) => video.Rotation switch
    {
        _ when !IsTurned(video, profile) => Ruling.Kept,
        { } degrees when degrees % Quarter != 0 =>
            Ruling.Refused(string.Create(CultureInfo.InvariantCulture, $"The picture is to be turned by {degrees} degrees, which is no quarter of a turn.")),
        _ when video.IsMirrored => Ruling.Converted("The picture itself is mirrored, where the source asks the player to mirror it."),
        { } degrees => Ruling.Converted(string.Create(
            CultureInfo.InvariantCulture, $"The picture itself is turned by {Math.Abs(degrees)} degrees, where the source asks the player to turn it.")),
        _ => Ruling.Kept,
    };

    /// <summary>No muxer of ffmpeg 5.1 can ask for the same; that of a newer one would, and not in every container.</summary>
    public static Ruling Cropping(MediaStream video, Profile profile)
    {
        if (video.Cropping is not { } crop)
        {
            return Ruling.Kept;
        }

        IEnumerable<(int Pixels, string Side)> sides = [(crop.Left, "on the left"), (crop.Top, "at the top"), (crop.Right, "on the right"), (crop.Bottom, "at the bottom")];
        var asked = string.Join(", ", sides.Where(side => side.Pixels > 0).Select(side => string.Create(CultureInfo.InvariantCulture, $"{side.Pixels} {side.Side}")));
        return Ruling.Converted($"The source asks players to leave out pixels of the picture, {asked}: the result shows them.", settings => settings with { FramesOnly = true });
    }

    /// <summary>Sides, even where the encoder needs it, and the shape of pixels.</summary>
    public static Ruling Size(MediaStream video, Profile profile)
    {
        var aside = IsTurnedAside(video, profile);
        var (width, height) = aside ? (video.Height!.Value, video.Width!.Value) : (video.Width!.Value, video.Height!.Value);
        var codec = profile.VideoCodec;
        if (codec == VideoCodec.Av1 && Math.Min(width, height) < SmallestSvtSide)
        {
            return Ruling.Refused(string.Create(
                CultureInfo.InvariantCulture, $"The picture is {width}x{height}, and {codec} needs at least {SmallestSvtSide}x{SmallestSvtSide}."));
        }

        var format = profile.PixelFormat ?? video.PixelFormat;
        var (across, down) = aside ? (true, true) : PixelFormats.Halves(format, codec);
        var padWidth = codec != VideoCodec.Vp9 && across && width % 2 != 0;
        var padHeight = codec != VideoCodec.Vp9 && down && height % 2 != 0;
        var (pixelWidth, pixelHeight) = SampleAspect(video, aside);
        var shape = new ShapeSettings
        {
            Width = width + (padWidth ? 1 : 0),
            Height = height + (padHeight ? 1 : 0),
            SampleWidth = pixelWidth,
            SampleHeight = pixelHeight,
            Rotation = Keeps(video, profile) && IsForPlayer(video) ? video.Rotation ?? 0 : null,
            Mirrored = Keeps(video, profile) && video.IsMirrored,
        };
        VideoSettings Order(VideoSettings settings) => settings with { PadWidth = padWidth, PadHeight = padHeight, Shape = shape };
        return padWidth || padHeight
            ? Ruling.Converted(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The picture is {width}x{height}, and {codec} in {format ?? "4:2:0"} needs even sides: it is padded to {shape.Width}x{shape.Height}."),
                Order)
            : Ruling.KeptBy(Order);
    }

    /// <summary>Encoders have one of each for a whole film.</summary>
    public static Ruling Change(MediaStream video, Profile profile) =>
        video.Forms.Count > 1 ? Ruling.Converted(Changed(video.Forms)) : Ruling.Kept;

    /// <param name="forms">Of the picture, two or more.</param>
    /// <returns>One sentence.</returns>
    public static string Changed(IReadOnlyList<StreamForm> forms) =>
        $"The picture changes its size or the shape of its pixels ({string.Join(", ", forms.Select(form => form.Text))}): all of it gets those that it begins with.";

    private static bool IsForPlayer(MediaStream video) => video.IsMirrored || video.Rotation is not (null or 0);

    private static bool Keeps(MediaStream video, Profile profile) => profile.Container == OutputContainer.Mp4 && video is { DolbyVision: null, Cropping: null };

    private static (int? Width, int? Height) SampleAspect(MediaStream video, bool aside) =>
        Rational.TryParse(video.SampleAspect, out var aspect) && aspect is { Numerator: > 0, Denominator: > 0 }
            ? aside ? (aspect.Denominator, aspect.Numerator) : (aspect.Numerator, aspect.Denominator)
            : (null, null);
}
