using CliWrap;

namespace Transcoder.TestKit;

/// <summary>Something mounted onto a folder, as a disk is, which can be taken away and brought back. Needs root.</summary>
public sealed class Mount : IAsyncDisposable
{
    private readonly string _point;
    private readonly IReadOnlyList<string> _arguments;
    private bool _there;

    private Mount(string point, IReadOnlyList<string> arguments) => (_point, _arguments) = (point, arguments);

    /// <summary>A folder that shows the content of another one. Both are made; nothing is mounted yet.</summary>
    public static Mount Of(string content, string point)
    {
        Directory.CreateDirectory(content);
        Directory.CreateDirectory(point);
        return new Mount(point, ["--bind", content, point]);
    }

    /// <summary>Has a folder take nothing more while it is there, as a disk that the kernel gave up; nothing is mounted yet.</summary>
    public static Mount ReadOnly(string point) => new(point, ["--bind", "-o", "ro", point, point]);

    /// <summary>An empty disk in memory, mounted. What is on it is gone with the mount.</summary>
    public static async Task<Mount> SmallDiskAsync(string point, long bytes)
    {
        Directory.CreateDirectory(point);
        var mount = new Mount(point, ["-t", "tmpfs", "-o", FormattableString.Invariant($"size={bytes}"), "tmpfs", point]);
        await mount.BringAsync();
        return mount;
    }

    /// <summary>Leaves no room on a small disk, or a little.</summary>
    /// <param name="leave">Whole pages of 4 KiB.</param>
    /// <returns>The file that takes the room; once it is deleted there is some again.</returns>
    public string Fill(long leave = 0)
    {
        var path = Path.Combine(_point, ".filler");
        using var filler = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true)
            {
                filler.Write(page);
            }
        }
        catch (IOException)
        {
            // It is full.
        }

        filler.SetLength(filler.Length - leave);
        return path;
    }

    public async Task BringAsync()
    {
        await Cli.Wrap("mount").WithArguments(_arguments).ExecuteAsync();
        _there = true;
    }

    /// <summary>Even while files on it are open, as when a cable is pulled.</summary>
    public async Task TakeAsync()
    {
        await Cli.Wrap("umount").WithArguments(["--lazy", _point]).ExecuteAsync();
        _there = false;
    }

    public async ValueTask DisposeAsync()
    {
        if (_there)
        {
            await TakeAsync();
        }
    }
}
