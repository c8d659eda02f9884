namespace Transcoder.TestKit;

/// <summary>The executable that plays ffmpeg, rsync and worse; its own source says which words it knows.</summary>
public static class FakeToolPath
{
    /// <summary>Absolute path, beside the running tests.</summary>
    public static string Value { get; } = Path.Combine(AppContext.BaseDirectory, "Transcoder.FakeTool");
}
