using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;

namespace Transcoder.TestKit.Brokers;

/// <summary>The container engine of this machine.</summary>
public static class DockerEngine
{
    /// <summary>Asks the engine for its version.</summary>
    /// <returns>Null when it answers within the limit; otherwise one sentence for a skip.</returns>
    public static async Task<string?> ProblemAsync(TimeSpan limit, CancellationToken cancellationToken = default)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timer.CancelAfter(limit);
        try
        {
            var result = await Cli.Wrap("docker").WithArguments(["version", "--format", "{{.Server.Version}}"])
                .WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(timer.Token);
            return result.IsSuccess ? null : $"Docker does not answer: {result.StandardError.Trim()}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"Docker does not answer within {limit.TotalSeconds} s.";
        }
        catch (Win32Exception)
        {
            return "Docker is not installed.";
        }
    }
}
