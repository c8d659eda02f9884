namespace Transcoder.Broker;

/// <summary>Asks a broker for a sign of life, over a connection that is closed at once.</summary>
internal static class BrokerProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public static async Task<bool> AnswersAsync(BrokerOptions options)
    {
        try
        {
            // Nothing of a connection that hangs is waited for.
            await ConnectAsync(options).WaitAsync(Limit);
            return true;
        }
        catch (Exception)
        {
            // Whatever it is, whoever else asks would fare no better.
            return false;
        }
    }

    private static async Task ConnectAsync(BrokerOptions options)
    {
        var factory = BrokerConnection.Factory(options, "bus-guard");
        factory.RequestedConnectionTimeout = Limit;
        await using var connection = await factory.CreateConnectionAsync();

        // A connection is open for the client before the broker has opened the virtual host.
        await using var channel = await connection.CreateChannelAsync();
    }
}
