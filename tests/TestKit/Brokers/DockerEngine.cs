using System.ComponentModel;
using CliWrap;
using CliWrap.Buffered;

namespace Transcoder.TestKit.Brokers;

/// <summary>The container engine of this machine.</summary>
public static class DockerEngine
{
    // What the client library speaks unless told otherwise; engines before 25 refuse it.
    private static readonly Version ClientApi = new(1, 44);

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

    /// <summary>Makes the client library of this process speak the engine's version where the engine is the older one.</summary>
    /// <remarks>The library reads the variable when it is first used.</remarks>
    public static async Task AdaptClientAsync(CancellationToken cancellationToken = default)
    {
        const string Variable = "DOCKER_API_VERSION";
        var result = await Cli.Wrap("docker").WithArguments(["version", "--format", "{{.Server.APIVersion}}"])
            .ExecuteBufferedAsync(cancellationToken);
        if (Version.TryParse(result.StandardOutput.Trim(), out var engine) && engine < ClientApi
            && Environment.GetEnvironmentVariable(Variable) is null)
        {
            Environment.SetEnvironmentVariable(Variable, engine.ToString());
        }
    }
}
