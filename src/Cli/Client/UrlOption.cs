using System.CommandLine;
using Transcoder.Coordinator.Api;

namespace Transcoder.Cli.Client;

/// <summary>Where the coordinator's API is.</summary>
internal static class UrlOption
{
    public const string Variable = "TRANSCODER_URL";

    public static Option<string> Create() => new("--url")
    {
        Description = $"Address of the coordinator's API; {Variable} sets another default",
        HelpName = "URL",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } url ? url : ApiSlice.DefaultUrl,
    };
}
