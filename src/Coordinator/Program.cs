using Transcoder.Coordinator.Jobs;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddJobs();
await builder.Build().RunAsync();
