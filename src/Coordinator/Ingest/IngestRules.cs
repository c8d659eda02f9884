using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Storage;

namespace Transcoder.Coordinator.Ingest;

/// <summary>What attributes cannot say: endings are endings, and the watched folder holds none of the folders that the farm writes to.</summary>
internal sealed class IngestRules(IOptions<StorageOptions> storage) : IValidateOptions<IngestOptions>
{
    public ValidateOptionsResult Validate(string? name, IngestOptions options)
    {
        var problems = new List<string>();
        foreach (var (index, extension) in options.Extensions.Index())
        {
            if (extension.Length < 2 || extension[0] != '.' || extension.Contains('/', StringComparison.Ordinal))
            {
                problems.Add($"Ingest:Extensions:{index}: \"{extension}\" is not an ending such as \".mkv\"");
            }
        }

        if (options.Watch && WrittenBelowIncoming() is { } setting)
        {
            problems.Add($"Storage:{setting}: the folder is below Storage:Incoming, so results would be taken for sources");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private string? WrittenBelowIncoming()
    {
        StorageOptions folders;
        try
        {
            folders = storage.Value;
        }
        catch (OptionsValidationException)
        {
            // Wrong folders are reported as such; once is enough.
            return null;
        }

        var incoming = folders.Incoming.Trim('/');
        (string Setting, string Folder)[] written =
        [
            (nameof(folders.Work), folders.Work), (nameof(folders.Completed), folders.Completed),
            (nameof(folders.Failed), folders.Failed), (nameof(folders.Archive), folders.Archive),
        ];
        return written.FirstOrDefault(one => incoming.Length == 0
            || (one.Folder.Trim('/') + '/').StartsWith(incoming + '/', StringComparison.Ordinal)).Setting;
    }
}
