using Transcoder.Encoder.Preflight;
using Transcoder.Media.Files;

namespace Transcoder.Cli.Doctor;

/// <summary>A folder is there, or can be made, and takes files.</summary>
internal static class FolderCheck
{
    public static CheckResult Run(string name, string setting, string folder)
    {
        var existing = folder;
        while (!Path.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
        {
            existing = parent;
        }

        var found = existing == folder ? "is there" : "is not there and will be made";
        return Folders.IsWritable(existing)
            ? new CheckResult(name, true, $"{folder} {found}")
            : new CheckResult(name, false, $"{existing} cannot be written", $"Give this user the right to write there, or set {setting} to another place");
    }
}
