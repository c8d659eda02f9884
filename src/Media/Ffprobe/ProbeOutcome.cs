namespace Transcoder.Media.Ffprobe;

/// <summary>How a look at a file's header ended.</summary>
public abstract record ProbeOutcome
{
    private ProbeOutcome()
    {
    }

    /// <summary>ffprobe understood the header; the rest of the file may still be broken.</summary>
    public sealed record Probed(MediaProbe Probe) : ProbeOutcome;

    /// <summary>ffprobe could make nothing of it.</summary>
    /// <param name="Reason">One sentence for an operator.</param>
    /// <param name="ErrorTail">What ffprobe said.</param>
    /// <param name="OutOfProportion">The file asks for more than any film: it is not the machine that fails, whatever the words are.</param>
    public sealed record Unreadable(string Reason, IReadOnlyList<string> ErrorTail, bool OutOfProportion = false) : ProbeOutcome;
}
