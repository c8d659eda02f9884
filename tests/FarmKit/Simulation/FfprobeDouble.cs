namespace Transcoder.FarmKit.Simulation;

/// <summary>
/// An ffprobe that takes every file for the same short film: a shell script that starts no further program, about a millisecond. A coordinator
/// that has it first on its PATH plans anything as H.264 in MP4 and finds every copy of a source proven.
/// </summary>
public sealed class FfprobeDouble
{
    /// <summary>Of every film.</summary>
    public const int Frames = 25;

    private const string Header =
        """
        {"format":{"format_name":"mov,mp4,m4a,3gp,3g2,mj2","duration":"1.0"},"streams":[{"index":0,"codec_name":"h264","codec_type":"video",
        "width":64,"height":48,"pix_fmt":"yuv420p","r_frame_rate":"25/1","avg_frame_rate":"25/1","time_base":"1/25","duration":"1.0","nb_frames":"25"}],"chapters":[]}
        """;

    private const string NoFrames = """{"frames":[]}""";

    private readonly string _folder;

    /// <param name="folder">An existing folder that nothing else uses.</param>
    public FfprobeDouble(string folder)
    {
        _folder = folder;
        var script = Path.Combine(folder, "ffprobe");
        File.WriteAllText(script, Script);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Variables of a process that is to use it.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["PATH"] = $"{_folder}:{System.Environment.GetEnvironmentVariable("PATH")}",

        // It would take ten times as long as the double itself.
        ["Sandbox__Mode"] = "Off",
    };

    private static string Script => $"""
        #!/bin/sh
        case $* in
        *-show_format*) echo '{Header}' ;;
        *-show_frames*) echo '{NoFrames}' ;;
        *) echo '{string.Join('\n', Enumerable.Range(0, Frames).Select(frame => $"packet|stream_index=0|pts={frame}|duration=1|flags=K_").Prepend("stream|index=0|time_base=1/25"))}' ;;
        esac

        """;
}
