namespace Transcoder.Coordinator.Api.Access;

/// <summary>A file with one token, and white space around it at most.</summary>
internal static class TokenFile
{
    /// <summary>Shorter ones could be guessed.</summary>
    private const int ShortestToken = 32;

    /// <summary>Much more than any token; the file may be anything.</summary>
    private const int LargestFile = 4096;

    /// <summary>The token, or one sentence why there is none.</summary>
    public static (string? Token, string? Problem) Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var buffer = new char[LargestFile];
            var token = new string(buffer, 0, reader.ReadBlock(buffer)).Trim();
            return token.Length >= ShortestToken && token.All(letter => letter is > ' ' and <= '~')
                ? (token, null)
                : (null, $"{path} must hold one token of at least {ShortestToken} letters and digits, as \"openssl rand -hex 32\" makes it");
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return (null, $"{path} cannot be read: {unread.Message}");
        }
    }
}
