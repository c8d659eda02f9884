using Transcoder.Media.Processes;

namespace Transcoder.Media.Ffprobe;

/// <summary>Asks ffprobe about files.</summary>
public sealed class FfprobeClient(ToolRunner runner)
{
    /// <summary>One look at the header.</summary>
    public Task<ProbeOutcome> ProbeAsync(string path, CancellationToken cancellationToken) => throw new NotSupportedException(runner.ToString());

    /// <summary>Reads every packet of a stream.</summary>
    public Task<ToolResult> ReadVideoPacketsAsync(
        string path, int stream, Action<VideoPacket> each, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Counts what a decoder makes of a stream.</summary>
    public Task<long?> CountDecodedFramesAsync(string path, int stream, CancellationToken cancellationToken) => throw new NotSupportedException();
}
