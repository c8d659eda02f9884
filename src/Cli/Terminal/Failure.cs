using Transcoder.Media.Processes;

namespace Transcoder.Cli.Terminal;

/// <summary>How a command ends that could not do its work.</summary>
/// <param name="ExitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="Sentences">For the user.</param>
internal sealed record Failure(int ExitCode, IReadOnlyList<string> Sentences)
{
    /// <summary>Null for what is a bug and deserves its stack trace.</summary>
    public static Failure? Explain(Exception exception) => exception switch
    {
        CommandException known => new Failure(known.ExitCode, [known.Message]),
        AggregateException several when several.InnerExceptions.Select(Explain).ToList() is var all && all.TrueForAll(one => one is not null) =>
            new Failure(all[0]!.ExitCode, [.. all.SelectMany(one => one!.Sentences)]),
        OperationCanceledException => new Failure(ExitCodes.Interrupted, ["Interrupted."]),
        ToolMissingException missing => new Failure(ExitCodes.Unavailable, [missing.Message]),
        _ when Coordinator.StartRefusal.Of(exception) is { } refusal => new Failure(refusal.ExitCode, refusal.Sentences),
        _ when Encoder.StartRefusal.Of(exception) is { } refusal => new Failure(refusal.ExitCode, refusal.Sentences),
        _ => null,
    };
}
