using Transcoder.Media.Files;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Files;

public sealed class FileHashTests : IDisposable
{
    private readonly TempTree _tree = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task Known_contents_have_known_hashes()
    {
        Assert.Equal(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", await FileHash.Sha256Async(_tree.File("a", "abc"u8), Token));
        Assert.Equal(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", await FileHash.Sha256Async(_tree.File("b", []), Token));
    }

    [Fact]
    public async Task More_than_one_buffer_is_hashed_whole()
    {
        var content = new byte[(3 * FileHash.BufferBytes) + 1];
        new Random(1).NextBytes(content);

        var hash = await FileHash.Sha256Async(_tree.File("a", content), Token);

        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)), hash);
    }

    [Fact]
    public async Task A_missing_file_and_a_folder_are_exceptions_of_input_and_output()
    {
        await Assert.ThrowsAsync<FileNotFoundException>(() => FileHash.Sha256Async(_tree.At("absent"), Token));
        await Assert.ThrowsAnyAsync<IOException>(() => FileHash.Sha256Async(_tree.Root, Token));
    }
}
