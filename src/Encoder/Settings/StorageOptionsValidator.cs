using Microsoft.Extensions.Options;
using Transcoder.Media.Rsync;

namespace Transcoder.Encoder.Settings;

internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var failures = new List<string>();
        foreach (var (index, text) in options.Endpoints.Index())
        {
            if (!StorageEndpoint.TryParse(text, out _, out var problem))
            {
                failures.Add($"Endpoints:{index}: {problem}");
            }
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
