using Microsoft.Extensions.Options;
using Transcoder.Coordinator;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddCoordinatorService();
    var app = builder.Build();
    app.MapCoordinator();
    await app.RunAsync();
    return 0;
}
catch (OptionsValidationException exception)
{
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, exception.Failures));
    return CoordinatorHost.ConfigurationError;
}
