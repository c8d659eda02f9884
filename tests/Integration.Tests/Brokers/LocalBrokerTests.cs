using Transcoder.TestKit.Brokers;

namespace Transcoder.Integration.Tests.Brokers;

public sealed class LocalBrokerTests(BrokerFixture brokers) : BrokerTests(brokers, BrokerKind.Local)
{
    [Fact]
    public async Task A_disposed_broker_leaves_no_process_and_no_file()
    {
        var available = LocalBroker.Available();
        Assert.SkipUnless(available.Exists, available.Reason);
        var broker = await LocalBroker.RunAsync(TestContext.Current.CancellationToken);
        var processes = broker.ProcessIds;

        await broker.DisposeAsync();

        Assert.Equal(2, processes.Count);
        Assert.All(processes, id => Assert.False(Directory.Exists($"/proc/{id}")));
        Assert.False(Directory.Exists(broker.Folder));
    }
}
