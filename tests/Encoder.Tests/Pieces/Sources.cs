using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Pieces;

/// <summary>Small films of every odd kind, 8 s long.</summary>
internal static class Sources
{
    private const int Packet = 188;

    private static readonly string[] X264 = ["-c:v", "libx264", "-preset", "veryfast", "-threads", "1", "-g", "25", "-bf", "2"];

    /// <returns>The path, whose ending is the name's.</returns>
    public static async Task<string> MakeAsync(PieceBench bench, string name)
    {
        var path = bench.At("source" + Path.GetExtension(name));
        switch (Path.GetFileNameWithoutExtension(name))
        {
            case "resolution change":
                await ResolutionChangeAsync(bench, path);
                break;
            case "edit list":
                await RunAsync([.. Made([.. X264, "-g", "50"]), bench.At("all.mp4")]);
                await RunAsync(["-ss", "1.3", "-i", bench.At("all.mp4"), "-c", "copy", path]);
                break;
            case "time stamp jump":
                await RunAsync([.. Made(X264), "-output_ts_offset", "0", bench.At("one.ts")]);
                await RunAsync(["-i", bench.At("one.ts"), "-c", "copy", "-output_ts_offset", "500", bench.At("two.ts")]);
                await File.WriteAllBytesAsync(path, [.. await File.ReadAllBytesAsync(bench.At("one.ts")), .. await File.ReadAllBytesAsync(bench.At("two.ts"))]);
                break;
            case "mpeg2 cut off":
                await RunAsync([.. Film("testsrc2=s=176x144:r=25:d=9", ["-c:v", "mpeg2video", "-g", "12", "-bf", "2", "-q:v", "3"]), bench.At("all.ts")]);
                await CutOffAsync(bench, path);
                break;
            case "telecine":
                await TelecineAsync(bench, path);
                break;
            case "packed mpeg4":
                await RunAsync([.. Made("-c:v", "libxvid", "-g", "25", "-bf", "2", "-q:v", "3"), path]);
                break;
            case "turned":
                await RunAsync([.. Made(X264), path]);
                await TurnedFilm.TurnAsync(path, 90, PieceBench.Stop);
                break;
            case "upside down":
                await RunAsync([.. Made(X264), path]);
                await TurnedFilm.TurnAsync(path, 180, PieceBench.Stop);
                break;
            case var kind when kind.EndsWith(" cut anywhere", StringComparison.Ordinal):
                await CutAnywhereAsync(bench, kind[..^" cut anywhere".Length], path);
                break;
            case var kind:
                await RunAsync([.. Arguments(kind), path]);
                break;
        }

        return path;
    }

    private static string[] Arguments(string kind) => kind switch
    {
        "h264 closed" => Made(X264),
        "h264 open" => Made([.. X264, "-x264-params", "open-gop=1:scenecut=0"]),
        "h264 in order" => Made([.. X264, "-bf", "0"]),

        // A recording of slides: few pictures between two keyframes, some far from each other.
        "h264 sparse" => Film(
            "testsrc2=s=176x144:r=25:d=12,select='lt(mod(t,4),2)+not(mod(n,25))'",
            [.. X264, "-force_key_frames", "expr:gte(t,n_forced*2)", "-fps_mode", "passthrough"]),
        "h264 29.97" => Film("testsrc2=s=176x144:r=30000/1001:d=8", X264),
        "hevc closed" => Made("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error:pools=1:keyint=25:open-gop=0:bframes=3:scenecut=0"),
        "hevc open" => Made("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error:pools=1:keyint=25:open-gop=1:bframes=3:scenecut=0"),
        "intra refresh" => Made([.. X264, "-bf", "0", "-x264-params", "intra-refresh=1:scenecut=0"]),
        "mpeg2" => Made("-c:v", "mpeg2video", "-g", "12", "-bf", "2", "-q:v", "3"),
        "mpeg4" => Made("-c:v", "mpeg4", "-g", "25", "-q:v", "3"),
        "mpeg4 b" => Made("-c:v", "mpeg4", "-g", "25", "-bf", "2", "-q:v", "3"),
        "vp9" => Made("-c:v", "libvpx-vp9", "-g", "25", "-deadline", "good", "-cpu-used", "5", "-auto-alt-ref", "1", "-lag-in-frames", "16", "-b:v", "300k"),
        "av1" => Made("-c:v", "libsvtav1", "-preset", "12", "-g", "25", "-svtav1-params", "lp=1"),
        "prores" => Made("-c:v", "prores_ks", "-profile:v", "0"),
        "variable rate" => Film("testsrc2=s=176x144:r=25:d=8,select='not(eq(mod(n,5),2))',setpts=PTS+mod(N\\,3)*0.005/TB", [.. X264, "-fps_mode", "passthrough"]),
        "fields" or "kept fields" => Film("testsrc2=s=176x144:r=50:d=8,tinterlace=interleave_top,fieldorder=tff", [.. X264, "-flags", "+ildct+ilme"]),
        "hdr10" => Made(
            "-pix_fmt", "yuv420p10le", "-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc", "-c:v", "libx265", "-preset", "ultrafast",
            "-x265-params", "log-level=error:pools=1:keyint=25:hdr10=1:master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50):max-cll=1000,400"),
        "odd 444" => Film("testsrc2=s=177x143:r=25:d=8", [.. X264, "-pix_fmt", "yuv444p"]),
        "late picture" => ["-f", "lavfi", "-i", "sine=r=48000:d=11", "-itsoffset", "3.7", .. Made([.. X264, "-map", "1:v", "-map", "0:a", "-c:a", "aac"])],
        "one keyframe" => Made([.. X264, "-g", "999"]),
        "too short" => Film("testsrc2=s=176x144:r=25:d=1.8", X264),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown"),
    };

    private static string[] Made(params string[] encoder) => Film("testsrc2=s=176x144:r=25:d=8", encoder);

    private static string[] Film(string picture, string[] encoder) => ["-f", "lavfi", "-i", picture, .. encoder];

    private static Task RunAsync(IEnumerable<string> arguments) => Clips.FfmpegAsync(arguments, PieceBench.Stop);

    // Begins with a keyframe and with pictures that lean on what stood before it.
    private static Task CutOffAsync(PieceBench bench, string path) => RunAsync(["-i", bench.At("all.ts"), "-ss", "0.3", "-c", "copy", path]);

    // Begins in the middle of a group of pictures.
    private static async Task CutAnywhereAsync(PieceBench bench, string kind, string path)
    {
        await RunAsync([.. Arguments(kind), bench.At("all.ts")]);
        var bytes = await File.ReadAllBytesAsync(bench.At("all.ts"));
        var cut = Path.ChangeExtension(path, "ts");
        await File.WriteAllBytesAsync(cut, bytes[(bytes.Length * 7 / 53 / Packet * Packet)..]);
        if (cut != path)
        {
            await RunAsync(["-v", "fatal", "-i", cut, "-c", "copy", path]);
        }
    }

    // The second half is smaller, which no header says.
    private static async Task ResolutionChangeAsync(PieceBench bench, string path)
    {
        await RunAsync([.. Film("testsrc2=s=176x144:r=25:d=4", [.. X264, "-bf", "0"]), bench.At("one.ts")]);
        await RunAsync([.. Film("testsrc2=s=160x120:r=25:d=4", [.. X264, "-bf", "0"]), "-output_ts_offset", "4", bench.At("two.ts")]);
        await File.WriteAllBytesAsync(path, [.. await File.ReadAllBytesAsync(bench.At("one.ts")), .. await File.ReadAllBytesAsync(bench.At("two.ts"))]);
    }

    /// <summary>A film of 24 frames a second whose flags make a player show every other one for three fields instead of two.</summary>
    private static async Task TelecineAsync(PieceBench bench, string path)
    {
        var film = bench.At("film.m2v");
        await RunAsync([.. Film("testsrc2=s=176x144:r=30:d=6", ["-c:v", "mpeg2video", "-g", "15", "-bf", "0", "-q:v", "3"]), film]);
        await Telecine.MarkAsync(film, PieceBench.Stop);
        await RunAsync(["-fflags", "+genpts", "-i", film, "-c", "copy", path]);
    }
}
