namespace Transcoder.Coordinator.Api.Access;

/// <summary>Tells browsers to keep nothing of an answer, run nothing in it, and show it in no other page. What a route says itself holds.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private static readonly (string Name, string Value)[] All =
    [
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
    ];

    public Task InvokeAsync(HttpContext context)
    {
        // Last of all: an answer that fails half-way begins anew, without headers.
        context.Response.OnStarting(() =>
        {
            foreach (var (name, value) in All)
            {
                context.Response.Headers.TryAdd(name, value);
            }

            return Task.CompletedTask;
        });
        return next(context);
    }
}
