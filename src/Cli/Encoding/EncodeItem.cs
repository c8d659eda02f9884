namespace Transcoder.Cli.Encoding;

/// <summary>One input and what became of it so far.</summary>
/// <param name="input">As it was typed.</param>
internal sealed class EncodeItem(string input)
{
    public string Input { get; } = input;

    /// <summary>Short, for a bar.</summary>
    public string Name { get; } = Path.GetFileName(input);

    /// <summary>Null until it is accepted.</summary>
    public Guid? JobId { get; set; }

    /// <summary>One sentence why there is no job for it.</summary>
    public string? Refusal { get; set; }
}
