using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Api.Access;

/// <summary>Knows callers by <c>Authorization: Bearer TOKEN</c>. Where there are no tokens everybody is the operator.</summary>
internal sealed class TokenHandler(
    ApiTokens tokens, FailedAttempts failed, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logging, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    public const string SchemeName = "Bearer";
    private bool _mustWait;

    private IPAddress Address => Context.Connection.RemoteIpAddress ?? IPAddress.None;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_mustWait)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = FailedAttempts.Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }
        else
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            Response.Headers.WWWAuthenticate = SchemeName;
        }

        return Task.CompletedTask;
    }

    private AuthenticateResult Authenticate()
    {
        if (!tokens.Any)
        {
            return Caller(ApiRoles.Operator);
        }

        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header)
            || !header.Scheme.Equals(SchemeName, StringComparison.OrdinalIgnoreCase) || header.Parameter is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        // The right token has to wait as well: otherwise guessing would go on.
        if (_mustWait = failed.Exceeded(Address))
        {
            return AuthenticateResult.Fail("Too many wrong tokens");
        }

        if (tokens.RoleOf(token) is { } role)
        {
            return Caller(role);
        }

        failed.Add(Address);
        Logger.TokenRefused(Address);
        return AuthenticateResult.Fail("Wrong token");
    }

    private static AuthenticateResult Caller(string role) => AuthenticateResult.Success(new AuthenticationTicket(
        new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], SchemeName)), SchemeName));
}
