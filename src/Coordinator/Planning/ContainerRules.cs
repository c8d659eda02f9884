using Transcoder.Contracts;

namespace Transcoder.Coordinator.Planning;

/// <summary>What each container carries as it is, by ffmpeg's names of codecs; tried with ffmpeg 5.1.9, which refuses the rest or needs asking twice.</summary>
internal static class ContainerRules
{
    private static readonly HashSet<string> MatroskaAudio =
    [
        "aac", "mp1", "mp2", "mp3", "ac3", "eac3", "dts", "truehd", "mlp", "flac", "alac", "opus", "vorbis", "tta", "wavpack", "speex",
        "wmav1", "wmav2", "ra_144", "adpcm_ms", "adpcm_ima_wav", "adpcm_yamaha", "adpcm_g722",
        "pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_s16be", "pcm_s24be", "pcm_s32be", "pcm_f32le", "pcm_f64le", "pcm_mulaw", "pcm_alaw",
    ];

    // MPEG-1 layer 2 would go in, but comes out named MP3; Vorbis would, but hardly any player takes it from there.
    private static readonly HashSet<string> Mp4Audio = ["aac", "mp3", "ac3", "eac3", "dts", "alac", "opus"];

    private static readonly HashSet<string> WebMAudio = ["opus", "vorbis"];

    private static readonly HashSet<string> MatroskaSubtitles =
        ["subrip", "ass", "ssa", "webvtt", "dvd_subtitle", "dvb_subtitle", "hdmv_pgs_subtitle", "hdmv_text_subtitle"];

    private static readonly HashSet<string> TextSubtitles =
    [
        "subrip", "srt", "ass", "ssa", "webvtt", "mov_text", "text", "microdvd", "mpl2", "pjs", "realtext", "sami", "stl", "subviewer", "subviewer1",
        "jacosub", "vplayer",
    ];

    public static string Name(OutputContainer container) => container switch
    {
        OutputContainer.Mp4 => "MP4",
        OutputContainer.WebM => "WebM",
        _ => "Matroska",
    };

    public static bool CarriesAudio(OutputContainer container, string codec) => container switch
    {
        OutputContainer.Mp4 => Mp4Audio,
        OutputContainer.WebM => WebMAudio,
        _ => MatroskaAudio,
    } is var carried && carried.Contains(codec);

    public static bool CarriesSubtitle(OutputContainer container, string codec) => container switch
    {
        OutputContainer.Mp4 => codec == "mov_text",
        OutputContainer.WebM => codec == "webvtt",
        _ => MatroskaSubtitles.Contains(codec),
    };

    public static bool IsText(string codec) => TextSubtitles.Contains(codec);

    /// <summary>What text becomes where it cannot stay as it is.</summary>
    public static StreamCodec TextCodec(OutputContainer container) => container switch
    {
        OutputContainer.Mp4 => StreamCodec.MovText,
        OutputContainer.WebM => StreamCodec.WebVtt,
        _ => StreamCodec.SubRip,
    };
}
