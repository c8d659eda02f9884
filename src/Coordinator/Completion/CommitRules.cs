using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;

namespace Transcoder.Coordinator.Completion;

/// <summary>What attributes cannot say: sources that may lie anywhere are moved or deleted by nobody.</summary>
internal sealed class CommitRules(IOptions<StorageOptions> storage) : IValidateOptions<CommitOptions>
{
    public ValidateOptionsResult Validate(string? name, CommitOptions options) => options.SourceFate == SourceFate.Keep || !SourcesAnywhere()
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            $"Commit:SourceFate: must be Keep, not {options.SourceFate}, while Storage:Incoming is empty: sources lie anywhere then, and none is moved");

    private bool SourcesAnywhere()
    {
        try
        {
            return storage.Value.Incoming.Trim('/').Length == 0;
        }
        catch (OptionsValidationException)
        {
            // Wrong folders are reported as such; once is enough.
            return false;
        }
    }
}
