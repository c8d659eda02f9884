using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Ingest;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Ingest;

public sealed class IngestOptionsTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("Ingest:QuietPeriod", "00:00:00.5", "QuietPeriod")]
    [InlineData("Ingest:QuietPeriod", "01:00:01", "QuietPeriod")]
    [InlineData("Ingest:RescanInterval", "1.00:00:01", "RescanInterval")]
    [InlineData("Ingest:MaximumSettling", "0", "MaximumSettling")]
    [InlineData("Ingest:Extensions:0", "mkv", "Ingest:Extensions:0")]
    [InlineData("Storage:Completed", "incoming/done", "Storage:Completed")]
    public async Task A_wrong_setting_is_named_at_the_start(string setting, string value, string named)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(
            () => TestCoordinator.StartAsync(_tree, services => services.AddIngest(), (setting, value)));

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configured_list_of_endings_replaces_the_own_one()
    {
        await using var coordinator = await TestCoordinator.StartAsync(
            _tree, services => services.AddIngest(), ("Ingest:Extensions:0", ".dv"), ("Ingest:Watch", "false"));

        Assert.Equal([".dv"], coordinator.Services.GetRequiredService<IOptions<IngestOptions>>().Value.Extensions);
    }
}
