using Transcoder.Broker;
using Transcoder.Contracts;

namespace Transcoder.Encoder.Orders;

/// <summary>An encoder that starts anew because its bus hangs hands its orders back as one that stops: no film has killed it.</summary>
internal sealed class LastHandBack(ExecutionBoard board, ReportWriter reports) : ILastWords
{
    public IReadOnlyList<object> Speak() =>
        [.. board.Close().Select(execution => reports.HandedBack(execution).Report).OfType<TranscodeHandedBack>()];
}
