namespace Transcoder.Encoder.Settings;

internal static class RemoteNeeds
{
    public static RemoteNeed Remote(this StorageOptions storage) => storage.Endpoints switch
    {
        [] => RemoteNeed.Perhaps,
        var endpoints when endpoints.Any(endpoint => endpoint.StartsWith("ssh:", StringComparison.Ordinal)) => RemoteNeed.Certain,
        _ => RemoteNeed.Never,
    };
}
