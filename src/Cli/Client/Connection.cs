using System.CommandLine;
using Transcoder.Cli.Terminal;
using Transcoder.Coordinator.Api;

namespace Transcoder.Cli.Client;

/// <summary>Where the coordinator's API is, and what lets a command in.</summary>
internal sealed class Connection
{
    private const string UrlVariable = "TRANSCODER_URL";
    private const string TokenVariable = "TRANSCODER_TOKEN";
    private const string TokenFileVariable = "TRANSCODER_TOKEN_FILE";

    private readonly Option<string> _url = new("--url")
    {
        Description = $"Address of the coordinator's API; {UrlVariable} sets another default",
        HelpName = "URL",
        DefaultValueFactory = _ => Variable(UrlVariable) ?? ApiSlice.DefaultUrl,
    };

    private readonly Option<string?> _tokenFile = new("--token-file")
    {
        Description = $"File with the API's token; {TokenVariable} holds the token itself, {TokenFileVariable} the file's name",
        HelpName = "FILE",
    };

    private Connection(Command command)
    {
        command.Add(_url);
        command.Add(_tokenFile);
    }

    /// <summary>Gives a command the options.</summary>
    public static Connection Of(Command command) => new(command);

    public ApiClient Open(ParseResult result) => new(result.GetRequiredValue(_url), Token(result.GetValue(_tokenFile)));

    private static string? Token(string? file) =>
        file is not null ? Read(file) : Variable(TokenVariable) ?? (Variable(TokenFileVariable) is { } named ? Read(named) : null);

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Usage, $"The token's file cannot be read: {unread.Message}");
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
