using System.Globalization;
using Transcoder.Coordinator.Jobs;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Completion;

/// <summary>Whether what arrived is what its encoder sent.</summary>
internal static class ArrivedBytes
{
    /// <returns>One sentence; null when size and hash are as reported.</returns>
    public static async Task<string?> ProblemAsync(string path, Execution execution, CancellationToken cancellationToken)
    {
        var size = new FileInfo(path).Length;
        if (size != execution.ResultBytes)
        {
            return string.Create(CultureInfo.InvariantCulture, $"The result has {size} bytes, not {execution.ResultBytes} as reported.");
        }

        return await FileHash.Sha256Async(path, cancellationToken) == execution.ResultSha256
            ? null : "The result's hash is not the reported one.";
    }
}
