using Microsoft.Extensions.Options;

namespace Transcoder.Encoder.Settings;

/// <summary>Puts the section before each failure, so that it names the setting as an operator writes it.</summary>
internal sealed class SectionValidator<TOptions>(string section, IValidateOptions<TOptions> inner) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var result = inner.Validate(name, options);
        return result.Failed ? ValidateOptionsResult.Fail(result.Failures.Select(failure => $"{section}:{failure}")) : result;
    }
}
