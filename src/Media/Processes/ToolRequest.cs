namespace Transcoder.Media.Processes;

/// <summary>One run of an external program. Nothing in it ever passes a shell.</summary>
public sealed record ToolRequest
{
    /// <summary>A name looked up in PATH, or an absolute path.</summary>
    public required string Program { get; init; }

    /// <summary>Passed as they are, one element one argument.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>An existing folder; null is this process's own.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>What the program reads on its standard input; null or empty is end of file at once.</summary>
    public ReadOnlyMemory<byte>? Input { get; init; }

    /// <summary>Added to this process's own variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Called for each line of standard output, in order, never concurrently, without line ends, cut at 64 Ki characters. It must be quick:
    /// while it runs the program may block. An exception from it kills the program and comes out of the run.
    /// </summary>
    public Action<string>? OutputLine { get; init; }

    /// <summary>As <see cref="OutputLine"/>, for standard error, whose lines are cut at 2000 characters; blank ones are left out.</summary>
    public Action<string>? ErrorLine { get; init; }

    /// <summary>All that the program may touch, where <see cref="SandboxMode"/> and the system allow; null lets it do what it wants.</summary>
    public Confinement? Confinement { get; init; }

    /// <summary>Called once with the process id, of the program or of the sandbox around it, which is also that of the process group. An exception from it kills the program, too.</summary>
    public Action<int>? Started { get; init; }

    /// <summary>
    /// Between SIGTERM and SIGKILL on cancellation, and for what still runs in the group when the program has ended; zero sends SIGKILL at once.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.Zero;

    /// <summary>The program is killed after this long and the result says so; null is no limit.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>
    /// The program is killed when neither it nor what it has forked from itself has read or written anything for this long, and the result says that
    /// it timed out; null lets it stand still. Programs that it has started are not counted.
    /// </summary>
    public TimeSpan? IdleLimit { get; init; }
}
