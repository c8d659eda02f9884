using Microsoft.AspNetCore.Mvc;

namespace Transcoder.Coordinator.Api.Access;

/// <summary>
/// Where no token is asked for, keeps web pages in this machine's browsers from using the API: pages of other sites, and pages whose
/// site's name was made to mean this machine. With tokens a page would have to know one.
/// </summary>
internal sealed class BrowserGuard(RequestDelegate next, ApiTokens tokens, IProblemDetailsService problems)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (tokens.Any || Refusal(context.Request) is not var (status, title))
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = status;
        await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails { Status = status, Title = title },
        });
    }

    private static (int Status, string? Title)? Refusal(HttpRequest request)
    {
        if (!Loopback.IsHost(request.Host.Host))
        {
            return (StatusCodes.Status403Forbidden,
                $"Without a token the API answers to localhost and 127.0.0.1 only, not to \"{request.Host.Host}\"");
        }

        if (request.Headers.Origin is [{ } origin, ..] && origin != $"{request.Scheme}://{request.Host}")
        {
            return (StatusCodes.Status403Forbidden, "Without a token the API does not answer to pages of other sites");
        }

        // A browser sends JSON to another site only after having asked, and is never told yes.
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || request.HasJsonContentType()
            ? null : (StatusCodes.Status415UnsupportedMediaType, null);
    }
}
