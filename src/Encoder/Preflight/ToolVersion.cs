using Transcoder.Media.Processes;

namespace Transcoder.Encoder.Preflight;

internal static class ToolVersion
{
    private const int LongestAnswer = 64 * 1024;

    /// <summary>A tool that tells its version can be started, with every library it needs.</summary>
    public static async Task<CheckResult> CheckAsync(
        ToolRunner tools, string program, string argument, string cure, CancellationToken cancellationToken)
    {
        try
        {
            var request = new ToolRequest { Program = program, Arguments = [argument], Limit = TimeSpan.FromSeconds(30) };
            var (result, output) = await tools.CaptureAsync(request, LongestAnswer, cancellationToken);
            var first = output.Split('\n', 2)[0].Trim();

            // ssh tells its version on standard error.
            return result.Succeeded
                ? new CheckResult(program, true, first.Length > 0 ? first : result.ErrorTail.FirstOrDefault("answers"))
                : new CheckResult(program, false, $"{program} {argument} ended with exit code {result.ExitCode}", cure);
        }
        catch (ToolMissingException)
        {
            return new CheckResult(program, false, $"{program} cannot be started", cure);
        }
    }
}
