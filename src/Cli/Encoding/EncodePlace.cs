using Transcoder.Cli.Terminal;
using Transcoder.Contracts;
using Transcoder.Coordinator.Planning;
using Transcoder.Media.Files;

namespace Transcoder.Cli.Encoding;

/// <summary>Where outputs go, and the private folder beside them.</summary>
/// <param name="Folder">Absolute path of the outputs' folder.</param>
/// <param name="FileName">The one output's wanted name; null names each output after its input.</param>
internal sealed record EncodePlace(string Folder, string? FileName)
{
    /// <summary>Database and unfinished work; gone when everything has succeeded.</summary>
    public string Private => Path.Combine(Folder, ".transcoder");

    /// <summary>The private database; what it holds goes on at the next start.</summary>
    public string Database => Path.Combine(Private, "transcoder.db");

    /// <summary>A name without an ending, or of an existing folder, is a folder; anything else is the one output.</summary>
    /// <exception cref="CommandException">The command line makes no sense.</exception>
    public static EncodePlace Of(string? output, int inputs)
    {
        if (output is null)
        {
            return Checked(new EncodePlace(Path.GetFullPath("."), null));
        }

        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(output));
        if (Path.EndsInDirectorySeparator(output) || Directory.Exists(path) || !Path.HasExtension(path))
        {
            return Checked(new EncodePlace(path, null));
        }

        return inputs == 1
            ? Checked(new EncodePlace(Path.GetDirectoryName(path)!, Path.GetFileName(path)))
            : throw new CommandException(ExitCodes.Usage, $"-o {output} names one file, but there are {inputs} inputs; name a folder.");
    }

    /// <exception cref="CommandException">The wanted name has another ending than the profile's files.</exception>
    public void DemandEnding(string extension, string profile)
    {
        if (FileName is not null && !string.Equals(Path.GetExtension(FileName), extension, StringComparison.OrdinalIgnoreCase))
        {
            throw new CommandException(ExitCodes.Usage, $"-o {FileName}: the profile {profile} makes files that end in {extension}.");
        }
    }

    /// <summary>The name that an output gets unless another one of the same command has it.</summary>
    /// <param name="input">As it was typed.</param>
    /// <param name="container">Of the profile.</param>
    public string Wanted(string input, OutputContainer container) => OutputNames.Wanted(Path.GetFileName(input), FileName, container);

    /// <returns>One sentence when something has the name already; null when nothing has.</returns>
    public string? Taken(string wanted) => Path.Combine(Folder, wanted) is var output && Path.Exists(output)
        ? $"{output} exists already and is not overwritten; name another file or folder with -o." : null;

    /// <summary>Removes everything but the outputs. Only when nothing runs any more.</summary>
    public void Clean()
    {
        Directory.Delete(Private, recursive: true);
        File.Delete(Path.Combine(Folder, FolderIdentity.FileName));
    }

    private static EncodePlace Checked(EncodePlace place)
    {
        if (Path.GetPathRoot(place.Folder) == place.Folder)
        {
            throw new CommandException(ExitCodes.Usage, $"Outputs cannot go into {place.Folder} itself; name a folder with -o.");
        }

        // The mark without our database belongs to a farm, which would miss it.
        return File.Exists(Path.Combine(place.Folder, FolderIdentity.FileName)) && !File.Exists(place.Database)
            ? throw new CommandException(
                ExitCodes.Usage,
                $"{place.Folder} is a folder of a farm, says its file {FolderIdentity.FileName}; name another one with -o, or remove that file if the farm is no more.")
            : place;
    }
}
