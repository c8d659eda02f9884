using System.Security.Cryptography;

namespace Transcoder.Media.Files;

/// <summary>The hash by which services agree that a file is whole.</summary>
public static class FileHash
{
    internal const int BufferBytes = 1 << 20;

    /// <summary>Reads the whole file once, in big steps.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    public static async Task<string> Sha256Async(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var file = File.OpenHandle(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan | FileOptions.Asynchronous);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[Math.Clamp(RandomAccess.GetLength(file), 1, BufferBytes)];
            long position = 0;
            while (await RandomAccess.ReadAsync(file, buffer, position, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                hash.AppendData(buffer, 0, count);
                position += count;
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(exception.Message, exception);
        }
    }
}
