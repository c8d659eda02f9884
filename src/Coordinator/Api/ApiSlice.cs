using System.Text.Json;
using Microsoft.Extensions.Configuration.Memory;
using Transcoder.Coordinator.Api.Access;

namespace Transcoder.Coordinator.Api;

/// <summary>Registers the HTTP API.</summary>
public static class ApiSlice
{
    /// <summary>Where the API listens unless told otherwise: nobody but this machine reaches it.</summary>
    public const string DefaultUrl = "http://127.0.0.1:8080";

    /// <param name="services">Get the API.</param>
    /// <param name="trustsMachine">It may do without a token where no other machine reaches it.</param>
    public static IServiceCollection AddApi(this IServiceCollection services, bool trustsMachine)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = Explain);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddOpenApi();
        services.ConfigureHttpJsonOptions(options => UseApiJson(options.SerializerOptions));
        services.AddSingleton<IStartupFilter, ProblemPages>();
        services.AddAccess(trustsMachine);
        services.AddSingleton<JobViews>();
        return services;
    }

    /// <summary>Adds every route of the API and its document at <c>/openapi/v1.json</c>.</summary>
    public static IEndpointRouteBuilder MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi();
        return routes.MapSubmissions().MapJobs().MapEncoders().MapProfiles();
    }

    /// <summary>Makes <see cref="DefaultUrl"/> the weakest of all settings of the address.</summary>
    public static IHostApplicationBuilder ListenOnLoopback(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration["http_ports"] is null && builder.Configuration["https_ports"] is null)
        {
            builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
            {
                InitialData = [new("urls", DefaultUrl)],
            });
        }

        return builder;
    }

    private static void Explain(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        problem.Title = ProblemSentences.Of(problem.Status, context.HttpContext.Request.Path, problem.Title, context.Exception) ?? problem.Title;
    }

    /// <summary>A resolver brings shapes only: how words and absent values are written has to be said again.</summary>
    private static void UseApiJson(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        options.DefaultIgnoreCondition = ApiJson.Default.Options.DefaultIgnoreCondition;
        foreach (var converter in ApiJson.Default.Options.Converters)
        {
            options.Converters.Add(converter);
        }
    }

    /// <summary>Gives every refused request a body that says why.</summary>
    private sealed class ProblemPages : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseExceptionHandler(new ExceptionHandlerOptions
            {
                StatusCodeSelector = exception =>
                    exception is BadHttpRequestException refused ? refused.StatusCode : StatusCodes.Status500InternalServerError,
                // The caller's mistake, told to the caller.
                SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
            });
            app.UseStatusCodePages();
            next(app);
        };
    }
}
