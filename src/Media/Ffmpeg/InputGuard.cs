using System.Globalization;

namespace Transcoder.Media.Ffmpeg;

/// <summary>
/// What an input may be and make ffmpeg do, whatever it says of itself: only the file that is named is opened, and no more is made of it than of a film.
/// </summary>
public static class InputGuard
{
    /// <summary>Pictures with more points are not decoded: 16384 x 8192, which 16K has.</summary>
    public const long MaximumPoints = 1L << 27;

    /// <summary>A file with more streams is not read.</summary>
    public const int MaximumStreams = 500;

    // Formats whose films lie in one file. Playlists (hls, dash, concat, imf), pictures in numbered files (image2), films with files beside
    // them (vobsub, mlv) and descriptions of sessions (sdp) are left out, since reading one of these opens whatever it names.
    private static readonly string[] Films =
    [
        "matroska", "webm", "mov", "mp4", "avi", "mpegts", "mpeg", "mpegvideo", "asf", "asf_o", "flv", "live_flv", "kux", "ogg", "mxf", "rm", "nut", "gxf", "lxf",
        "dv", "wtv", "ty", "pva", "nsv", "nuv", "ivf", "obu", "av1", "evc", "vvc", "hevc", "h264", "h263", "h261", "m4v", "vc1", "vc1test", "cavsvideo", "avs2",
        "avs3", "dirac", "dnxhd", "mjpeg", "mjpeg_2000", "smjpeg", "mpjpeg", "yuv4mpegpipe", "gif", "apng", "swf", "roq", "smk", "bink", "flic", "film_cpk",
        "vivo", "4xm", "dhav", "xmv", "thp",
    ];

    // No films, but told apart from what is broken; and the text that AVI holds as a file within the file.
    private static readonly string[] Others =
    [
        "srt", "ass",
        "mp3", "aac", "loas", "ac3", "eac3", "dts", "dtshd", "truehd", "mlp", "flac", "wav", "w64", "aiff", "caf", "au", "ape", "tta", "wv", "amr", "mpc", "mpc8", "tak",
        "png_pipe", "jpeg_pipe", "jpegls_pipe", "jpegxl_pipe", "jpegxl_anim", "j2k_pipe", "webp_pipe", "bmp_pipe", "tiff_pipe", "gif_pipe", "exr_pipe", "dpx_pipe",
        "pcx_pipe", "psd_pipe", "pam_pipe", "pbm_pipe", "pgm_pipe", "ppm_pipe", "qoi_pipe", "sgi_pipe", "svg_pipe", "xbm_pipe", "xpm_pipe", "ico",
    ];

    /// <summary>Before an input that is a file.</summary>
    public static IReadOnlyList<string> OneFile { get; } = Of("file", [.. Films, .. Others]);

    /// <summary>Before a list of pieces on standard input: they are Matroska, or what else results can be.</summary>
    public static IReadOnlyList<string> Pieces { get; } = Of("file,pipe", ["concat", "matroska", "webm", "mov", "mp4"]);

    private static string[] Of(string protocols, IReadOnlyList<string> formats) =>
    [
        "-protocol_whitelist", protocols, "-format_whitelist", string.Join(',', formats),
        "-max_pixels", MaximumPoints.ToString(CultureInfo.InvariantCulture), "-max_streams", MaximumStreams.ToString(CultureInfo.InvariantCulture),
    ];
}
