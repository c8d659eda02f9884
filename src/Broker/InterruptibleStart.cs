using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Transcoder.Broker;

/// <summary>Starts a host that may be asked to stop while it starts, which is no failure.</summary>
public static class InterruptibleStart
{
    /// <summary>Starts the host; a signal that ends it is obeyed meanwhile, too.</summary>
    /// <exception cref="OptionsValidationException">Settings are wrong; nothing has started.</exception>
    /// <returns>False when it was asked to stop before it had started; disposing it ends what had started.</returns>
    public static async Task<bool> TryStartAsync(this IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        // Before anything is built from them, so that all that is wrong is said at once and nothing else.
        host.Services.GetRequiredService<IStartupValidator>().Validate();
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            await host.StartAsync();
            return true;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Starts the host of a service and waits until it has been asked to stop and has stopped.</summary>
    public static async Task RunToItsEndAsync(this IHost host)
    {
        try
        {
            if (await host.TryStartAsync())
            {
                await host.WaitForShutdownAsync();
            }
        }
        catch
        {
            // Ends what had started at once; what is merely disposed tells of its end as of a failure of its own.
            await host.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }
}
