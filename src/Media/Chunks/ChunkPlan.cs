namespace Transcoder.Media.Chunks;

/// <summary>How a film is shared out.</summary>
public abstract record ChunkPlan
{
    private ChunkPlan()
    {
    }

    /// <summary>It is not.</summary>
    /// <param name="Reason">One sentence.</param>
    public sealed record Whole(string Reason) : ChunkPlan;

    /// <summary>In pieces, which hold every shown frame once.</summary>
    /// <param name="List">In the film's order, at least two.</param>
    /// <param name="PictureOffset">From the film's start, which may be that of its sound, to its first shown frame.</param>
    public sealed record Chunks(IReadOnlyList<Chunk> List, TimeSpan PictureOffset) : ChunkPlan;
}
