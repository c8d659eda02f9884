using Transcoder.Broker;
using Transcoder.Coordinator;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddCoordinatorService();
    await using var app = builder.Build();
    app.MapCoordinator();
    await app.RunToItsEndAsync();
    return 0;
}
catch (Exception failure) when (StartRefusal.Of(failure) is { } refusal)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, refusal.Sentences));
    return refusal.ExitCode;
}
