using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Api.Access;

/// <summary>The addresses to listen on are some. Tokens can be read and told apart, and there is one wherever others than the user of the machine may reach the API.</summary>
/// <param name="configuration">Says where the API listens.</param>
/// <param name="trustsMachine">Whoever can reach a loopback address may do everything.</param>
internal sealed class ApiOptionsValidator(IConfiguration configuration, bool trustsMachine) : IValidateOptions<ApiOptions>
{
    private const string Cure = "name a file that holds one (openssl rand -hex 32 > FILE)";

    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        var files = Files(options).Select(file => (file.Setting, Read: TokenFile.Read(file.Path))).ToList();
        var addresses = ListenAddresses.Of(configuration);
        var problems = addresses.Where(listen => !ListenAddresses.IsOne(listen.Address))
            .Select(listen => $"{listen.Setting}: \"{listen.Address}\" is no address to listen on, such as http://127.0.0.1:8080").ToList();
        problems.AddRange(files.Where(file => file.Read.Problem is not null).Select(file => $"{file.Setting}: {file.Read.Problem}"));
        if (files.Count == 0 && !trustsMachine)
        {
            problems.Add($"Api:TokenFile: a coordinator that runs as a service needs a token: {Cure}");
        }
        else if (files.Count == 0 && addresses.FirstOrDefault(listen => !Loopback.IsAddress(listen.Address)) is { Address: { } open })
        {
            problems.Add($"Api:TokenFile: other machines reach {open}, so a token is needed: {Cure}, or listen on 127.0.0.1");
        }

        if (files.Count == 2 && problems.Count == 0 && files[0].Read.Token == files[1].Read.Token)
        {
            problems.Add("Api:ViewerTokenFile: holds the operator's token");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<(string Setting, string Path)> Files(ApiOptions options)
    {
        if (!string.IsNullOrEmpty(options.TokenFile))
        {
            yield return ("Api:TokenFile", options.TokenFile);
        }

        if (!string.IsNullOrEmpty(options.ViewerTokenFile))
        {
            yield return ("Api:ViewerTokenFile", options.ViewerTokenFile);
        }
    }
}
