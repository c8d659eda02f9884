using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Transcoder.Broker;

namespace Transcoder.Coordinator;

/// <summary>Why the coordinator did not start, for the operator.</summary>
/// <param name="ExitCode">78 for settings, 69 for what is not to be had now.</param>
/// <param name="Sentences">One for each thing that is wrong; each names its setting.</param>
public sealed record StartRefusal(int ExitCode, IReadOnlyList<string> Sentences)
{
    private const int BadSettings = 78;
    private const int Unavailable = 69;
    private const string WebServer = "Microsoft.AspNetCore.Server.Kestrel.Core";

    /// <returns>Null when the exception is none of the refusals, but a surprise.</returns>
    public static StartRefusal? Of(Exception failure) => SettingSentences.Of(failure) is { } sentences
        ? new StartRefusal(BadSettings, sentences)
        : failure switch
        {
            IOException { InnerException: SocketException or AddressInUseException } taken =>
                new StartRefusal(Unavailable, [$"{taken.Message.TrimEnd('.')}. Choose another one with --urls."]),
            // Of the sockets of a start only the web server's is opened in its way; what it says of certificates goes on for lines.
            SocketException or InvalidOperationException { Source: WebServer } =>
                new StartRefusal(BadSettings, [$"urls: {failure.Message.Split('\n')[0].TrimEnd('.', '\r')}"]),
            _ => null,
        };
}
