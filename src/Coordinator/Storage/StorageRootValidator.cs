using Microsoft.Extensions.Options;
using Transcoder.Media.Files;
using Transcoder.Media.Rsync;

namespace Transcoder.Coordinator.Storage;

/// <summary>What attributes cannot say: the root is absolute, the folders are below it, the endpoints can be understood.</summary>
internal sealed class StorageRootValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var problems = new List<string>();
        if (!Path.IsPathRooted(options.Root))
        {
            problems.Add($"Storage:Root: \"{options.Root}\" is not an absolute path");
        }

        foreach (var (setting, value) in Folders(options))
        {
            if (!(setting == "Incoming" && value.Length == 0) && !StoragePath.TryNormalize(value, out _))
            {
                problems.Add($"Storage:{setting}: \"{value}\" is not a path below the root");
            }
        }

        foreach (var (index, text) in options.Endpoints.Index())
        {
            if (!StorageEndpoint.TryParse(text, out _, out var problem))
            {
                problems.Add($"Storage:Endpoints:{index}: {problem}");
            }
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static (string Setting, string Value)[] Folders(StorageOptions options) =>
    [
        (nameof(options.Incoming), options.Incoming), (nameof(options.Work), options.Work), (nameof(options.Completed), options.Completed),
        (nameof(options.Failed), options.Failed), (nameof(options.Archive), options.Archive),
    ];
}
