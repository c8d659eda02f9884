using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Submissions;

namespace Transcoder.Coordinator.Api.Access;

/// <summary>Registers who may use the API, and how much one request may be.</summary>
internal static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services, bool trustsMachine)
    {
        services.AddSingleton<IValidateOptions<ApiOptions>>(provider =>
            new ApiOptionsValidator(provider.GetRequiredService<IConfiguration>(), trustsMachine));
        services.AddOptions<ApiOptions>().BindConfiguration("Api").ValidateOnStart();
        services.AddSingleton<ApiTokens>();
        services.AddSingleton<FailedAttempts>();
        services.AddSingleton<IStartupFilter, Guards>();
        services.Configure<KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = SubmissionDesk.LargestRequest;
        });

        // The whole of AddAuthentication would also keep keys for cookies, in files.
        services.AddWebEncoders();
        services.AddAuthenticationCore(options => options.DefaultScheme = TokenHandler.SchemeName);
        new AuthenticationBuilder(services).AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.SchemeName, null);
        // Holds for every route that does not say otherwise, and for addresses without one.
        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(MayDoThis).Build());
        return services;
    }

    private static bool MayDoThis(AuthorizationHandlerContext context) =>
        context.User.IsInRole(ApiRoles.Operator)
        || (context.Resource is HttpContext { Request.Method: var method } && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method)));

    private sealed class Guards : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseMiddleware<SecurityHeaders>();
            app.UseMiddleware<BrowserGuard>();
            next(app);
        };
    }
}
