using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Transcoder.Encoder.Preflight;
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
        PreflightException unfit => new Failure(ExitCodes.Unavailable, [.. unfit.Failed.Select(check => $"{check.Name}: {check.Detail}. {check.Cure}")]),
        AggregateException several when several.InnerExceptions.Select(Explain).ToList() is var all && all.TrueForAll(one => one is not null) =>
            new Failure(all[0]!.ExitCode, [.. all.SelectMany(one => one!.Sentences)]),
        OptionsValidationException invalid => new Failure(ExitCodes.Configuration, SettingSentences.Of(invalid)),
        InvalidOperationException unreadable when SettingSentences.OfUnreadable(unreadable) is { } sentence =>
            new Failure(ExitCodes.Configuration, [sentence]),
        InvalidDataException { InnerException: FormatException cause } =>
            new Failure(ExitCodes.Configuration, [$"appsettings.json: {cause.Message}"]),
        OperationCanceledException { InnerException: TimeoutException } =>
            new Failure(ExitCodes.Unavailable, ["The coordinator does not answer in time."]),
        OperationCanceledException => new Failure(ExitCodes.Interrupted, ["Interrupted."]),
        ToolMissingException missing => new Failure(ExitCodes.Unavailable, [missing.Message]),
        IOException { InnerException: SocketException or Microsoft.AspNetCore.Connections.AddressInUseException } taken =>
            new Failure(ExitCodes.Unavailable, [$"{taken.Message.TrimEnd('.')}. Choose another one with --urls."]),
        _ => null,
    };
}
