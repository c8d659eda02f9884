using Microsoft.Extensions.Options;
using Transcoder.Coordinator;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddCoordinatorService();
    var app = builder.Build();
    app.MapCoordinator();

    // Before anything is built from them, so that all that is wrong is said at once and nothing else.
    app.Services.GetRequiredService<IStartupValidator>().Validate();
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
catch (Exception failure) when (StartRefusal.Of(failure) is { } refusal)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, refusal.Sentences));
    return refusal.ExitCode;
}
