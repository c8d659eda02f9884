using Transcoder.Chaos.Tests.Films;

namespace Transcoder.Chaos.Tests.Proof;

/// <summary>What is there when all is over.</summary>
internal sealed record Findings
{
    /// <summary>What the settled farm still had to do; null when nothing.</summary>
    public string? Unsettled { get; init; }

    /// <summary>How many films came out in chunks.</summary>
    public int InChunks { get; init; }

    /// <summary>Programs that did what nobody made them do.</summary>
    public IReadOnlyList<string> Surprises { get; init; } = [];

    /// <summary>What each file below <c>completed/</c> shows, without the farm's own records.</summary>
    public IReadOnlyDictionary<string, FilmReading> Completed { get; init; } = new Dictionary<string, FilmReading>();

    /// <summary>Hash of each file below <c>archive/</c>.</summary>
    public IReadOnlyDictionary<string, string> Archived { get; init; } = new Dictionary<string, string>();

    /// <summary>Hash of each file below <c>failed/</c>.</summary>
    public IReadOnlyDictionary<string, string> Failed { get; init; } = new Dictionary<string, string>();

    /// <summary>Files where none should be: below <c>incoming/</c>, <c>work/</c> and the encoders' work directories.</summary>
    public IReadOnlyList<string> Strays { get; init; } = [];

    /// <summary>The farm's own records beside the results.</summary>
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>Messages left, by queue.</summary>
    public IReadOnlyDictionary<string, long> Messages { get; init; } = new Dictionary<string, long>();

    /// <summary>Command lines of processes that outlived the farm.</summary>
    public IReadOnlyList<string> Processes { get; init; } = [];
}
