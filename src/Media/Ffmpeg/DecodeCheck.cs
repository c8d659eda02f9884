using Transcoder.Media.Processes;

namespace Transcoder.Media.Ffmpeg;

/// <summary>Decodes a whole file to nothing.</summary>
public sealed class DecodeCheck(ToolRunner runner)
{
    /// <summary>Decodes all video and audio once.</summary>
    public Task<DecodeOutcome> RunAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException(runner.ToString());
}
