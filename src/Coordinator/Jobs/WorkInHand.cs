namespace Transcoder.Coordinator.Jobs;

/// <summary>What encoders have taken, and what lies in the broker for some of them.</summary>
/// <param name="Encoders">How many executions each encoder process runs; without those that run none.</param>
/// <param name="Waiting">How many confirmed orders nobody has begun, by the toolchain that they want; without those that want none.</param>
public sealed record WorkInHand(IReadOnlyDictionary<Guid, int> Encoders, Dictionary<string, int> Waiting)
{
    /// <summary>Counts one more order in the broker.</summary>
    public void Add(string? toolchain)
    {
        if (toolchain is not null)
        {
            Waiting[toolchain] = Waiting.GetValueOrDefault(toolchain) + 1;
        }
    }
}
