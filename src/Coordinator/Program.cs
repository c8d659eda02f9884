using Microsoft.Extensions.Options;
using Transcoder.Coordinator;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddCoordinatorService();
    var app = builder.Build();
    app.MapCoordinator();
    var stopping = app.Lifetime.ApplicationStopping;
    try
    {
        await app.RunAsync();
    }
    catch (OperationCanceledException) when (stopping.IsCancellationRequested)
    {
        // Asked to stop while it started, which is no failure.
    }

    return 0;
}
catch (OptionsValidationException exception)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, exception.Failures));
    return CoordinatorHost.ConfigurationError;
}
