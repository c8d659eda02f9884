namespace Transcoder.Contracts.Tests.Architecture;

public sealed class FileTests
{
    private const int MostLines = 400;

    private static readonly string[] NamesThatSayNothing = ["Common", "Helpers", "Utils", "Core", "Services", "Managers", "Extensions"];

    [Fact]
    public void No_file_is_longer_than_anyone_reads()
    {
        var tooLong = SourceTree.Files
            .Select(file => (File: file, Lines: SourceTree.Read(file).Count(letter => letter == '\n')))
            .Where(file => file.Lines > MostLines);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void No_folder_or_file_has_a_name_that_says_nothing()
    {
        var empty = SourceTree.Files.Where(file => file.Split('/').Any(part => NamesThatSayNothing.Contains(Path.GetFileNameWithoutExtension(part))));

        Assert.Empty(empty);
    }
}
