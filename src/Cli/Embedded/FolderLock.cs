using Transcoder.Cli.Terminal;

namespace Transcoder.Cli.Embedded;

/// <summary>Held as long as a process works with a folder, and released by the system when the process dies.</summary>
internal sealed class FolderLock : IDisposable
{
    private const string FileName = "lock";
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Makes the folder when it is missing.</summary>
    /// <exception cref="CommandException">Another process holds it.</exception>
    public static FolderLock Take(string folder, string sentenceWhenTaken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FolderLock(new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new CommandException(ExitCodes.Unavailable, $"{folder} cannot be written: {denied.Message}");
        }
        catch (IOException) when (File.Exists(Path.Combine(folder, FileName)))
        {
            throw new CommandException(ExitCodes.Busy, sentenceWhenTaken);
        }
        catch (IOException exception)
        {
            throw new CommandException(ExitCodes.Unavailable, $"{folder} cannot be made: {exception.Message}");
        }
    }

    public void Dispose() => _file.Dispose();
}
