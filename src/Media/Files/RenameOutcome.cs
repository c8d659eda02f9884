namespace Transcoder.Media.Files;

internal enum RenameOutcome
{
    Renamed,
    NameTaken,
    OtherFileSystem,
}
