using Transcoder.Media.Files;

namespace Transcoder.Media.Processes;

/// <summary>The command line of bubblewrap, by value: a system without network and without any file but the ones that are named.</summary>
internal static class Bubblewrap
{
    public const string Program = "bwrap";

    /// <summary>Programs below are visible in the sandbox, with all that they load.</summary>
    public const string SystemPrograms = "/usr/";

    // The rest of a system whose programs lie in /usr, as links or as folders.
    private static readonly string[] Roots = ["/bin", "/sbin", "/lib", "/lib32", "/lib64"];

    // What programs are linked with; what x265 and SVT-AV1 look up about processors. /proc/self is the program's own.
    private static readonly string[] Details =
        ["/etc/alternatives", "/etc/ld.so.cache", "/sys/devices/system", "/proc/cpuinfo", "/proc/self"];

    /// <summary>Root may read and write what others own; in a name space of users it could not, so it goes without one.</summary>
    public static IReadOnlyList<string> AsRoot { get; } = ["--cap-drop", "ALL", "--cap-add", "CAP_DAC_OVERRIDE"];

    /// <summary>For everybody else, and root without rights.</summary>
    public static IReadOnlyList<string> AsUser { get; } = ["--unshare-user"];

    /// <param name="identity">One of the two.</param>
    /// <param name="program">As <see cref="ProgramPath.WithoutLinks"/> has it.</param>
    /// <param name="confinement">What else is there.</param>
    /// <returns>All before the program itself.</returns>
    public static IReadOnlyList<string> Arguments(IReadOnlyList<string> identity, string program, Confinement confinement) =>
    [
        "--die-with-parent", "--unshare-net", "--unshare-ipc", "--unshare-pid", .. identity,
        "--ro-bind", "/usr", "/usr", .. Roots.SelectMany(Root), .. Details.SelectMany(path => Bind("--ro-bind-try", path)), "--dev", "/dev",
        .. program.StartsWith(SystemPrograms, StringComparison.Ordinal) ? [] : Bind("--ro-bind", Folder(program)),

        // The source may lie in the folder of the result; whatever is bound last is seen.
        .. confinement.Writes is { } result ? Bind("--bind", Folder(result)) : [],
        .. confinement.Reads.SelectMany(path => Bind("--ro-bind-try", path)),
        "--remount-ro", "/", "--chdir", "/", "--",
    ];

    private static string[] Bind(string how, string path) => [how, path, path];

    private static string[] Root(string path) => new DirectoryInfo(path) switch
    {
        { Exists: false } => [],
        { LinkTarget: { } target } => ["--symlink", target, path],
        _ => Bind("--ro-bind", path),
    };

    private static string Folder(string path) => Path.GetDirectoryName(path) ?? "/";
}
