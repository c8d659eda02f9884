using System.Globalization;
using Transcoder.Chaos.Tests.Plan;

namespace Transcoder.Chaos.Tests.Proof;

/// <summary>How long a fault was felt.</summary>
/// <param name="Kind">Of the fault.</param>
/// <param name="At">When it began.</param>
/// <param name="Length">From then to the next film that was done.</param>
internal sealed record Recovery(FaultKind Kind, DateTimeOffset At, TimeSpan Length)
{
    /// <summary>The longest; null when no film was done after a fault. Pure.</summary>
    /// <param name="faults">All that were inflicted.</param>
    /// <param name="ends">When films were done.</param>
    public static Recovery? Longest(IReadOnlyList<Inflicted> faults, IReadOnlyList<DateTimeOffset> ends) =>
        (from fault in faults
         let next = ends.Where(end => end > fault.At).Order().Cast<DateTimeOffset?>().FirstOrDefault()
         where next is not null
         select new Recovery(fault.Kind, fault.At, next.Value - fault.At)).MaxBy(recovery => recovery.Length);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Length.TotalSeconds:0.0} s, from {Kind} at {At.UtcDateTime:HH:mm:ss} to the next film that was done");
}
