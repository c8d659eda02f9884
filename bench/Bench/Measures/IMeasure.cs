namespace Transcoder.Bench.Measures;

/// <summary>One question that the bench answers.</summary>
internal interface IMeasure
{
    /// <summary>As the command line names it.</summary>
    string Name { get; }

    /// <summary>Takes minutes; prints nothing to standard output and leaves nothing behind.</summary>
    /// <exception cref="InvalidOperationException">Something that was measured failed.</exception>
    Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken);
}
