using System.Text.Json.Nodes;

namespace Transcoder.TestKit.Brokers;

/// <summary>What a broker reads at its start: infra/rabbitmq as it is, and beside it what a test deployment adds.</summary>
internal static class BrokerFiles
{
    // Figures of queues are renewed this often instead of every 5 s; no file that works on every version has this setting.
    public const string Advanced = "[{rabbit, [{quorum_tick_interval, 250}, {collect_statistics_interval, 250}]}].\n";

    private static readonly string[] VirtualHostSections = ["queues", "exchanges", "bindings", "policies"];

    public static string Configuration { get; } = RepositoryFolder.Path("infra", "rabbitmq", "rabbitmq.conf");

    public static string Definitions { get; } = RepositoryFolder.Path("infra", "rabbitmq", "definitions.json");

    public static string EnabledPlugins { get; } = RepositoryFolder.Path("infra", "rabbitmq", "enabled_plugins");

    public static string Users(BrokerAccess access) => new JsonObject
    {
        ["users"] = new JsonArray(
            new JsonObject { ["name"] = access.User, ["password"] = access.Password, ["tags"] = "administrator" }),
        ["permissions"] = new JsonArray(
            new JsonObject { ["user"] = access.User, ["vhost"] = "/", ["configure"] = ".*", ["write"] = ".*", ["read"] = ".*" }),
    }.ToJsonString();

    /// <summary>The definitions for any virtual host.</summary>
    public static JsonObject VirtualHostDefinitions()
    {
        var all = JsonNode.Parse(File.ReadAllText(Definitions))!.AsObject();
        var some = new JsonObject();
        foreach (var section in VirtualHostSections)
        {
            var items = all[section]!.DeepClone().AsArray();
            foreach (var item in items)
            {
                item!.AsObject().Remove("vhost");
            }

            some[section] = items;
        }

        return some;
    }
}
