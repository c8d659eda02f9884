using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Transcoder.Cli.Embedded;

/// <summary>Logs of a host that a person started by hand: one line each, to standard error, warnings only unless asked.</summary>
internal static class QuietLogging
{
    public static void LogQuietly(this IHostApplicationBuilder builder, bool verbose)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Transcoder", verbose ? LogLevel.Information : LogLevel.Warning);
        // What stops a host is said once, in a sentence.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        // A bus that an interrupt kept from starting cannot be stopped, and says so.
        builder.Logging.AddFilter("MassTransit", LogLevel.Error);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
    }
}
