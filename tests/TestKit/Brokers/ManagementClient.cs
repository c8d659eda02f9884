using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Transcoder.TestKit.Brokers;

/// <summary>The broker's HTTP interfaces: management, and Prometheus, whose figures are fresher.</summary>
internal sealed partial class ManagementClient : IDisposable
{
    private readonly BrokerAccess _access;
    private readonly HttpClient _http;

    public ManagementClient(BrokerAccess access)
    {
        _access = access;
        Address = new Uri($"http://127.0.0.1:{access.ManagementPort}/");
        _http = new HttpClient { BaseAddress = new Uri(Address, "api/"), Timeout = TimeSpan.FromSeconds(20) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{access.User}:{access.Password}")));
    }

    public Uri Address { get; }

    public Uri AmqpUri(string virtualHost) =>
        new($"amqp://{_access.User}:{_access.Password}@{_access.Address}:{_access.AmqpPort}/{Uri.EscapeDataString(virtualHost)}");

    public async Task<string> VersionAsync(CancellationToken cancellationToken) =>
        (await GetAsync("overview", cancellationToken))["rabbitmq_version"]!.GetValue<string>();

    public async Task CreateVirtualHostAsync(string name, JsonObject definitions, CancellationToken cancellationToken)
    {
        var escaped = Uri.EscapeDataString(name);
        await SendAsync(HttpMethod.Put, $"vhosts/{escaped}", new JsonObject(), cancellationToken);
        await SendAsync(
            HttpMethod.Put,
            $"permissions/{escaped}/{_access.User}",
            new JsonObject { ["configure"] = ".*", ["write"] = ".*", ["read"] = ".*" },
            cancellationToken);
        await SendAsync(HttpMethod.Post, $"definitions/{escaped}", definitions, cancellationToken);
    }

    public async Task DeleteVirtualHostAsync(string name, CancellationToken cancellationToken)
    {
        using var response = await _http.DeleteAsync($"vhosts/{Uri.EscapeDataString(name)}", cancellationToken);
        if (response.StatusCode != HttpStatusCode.NotFound)
        {
            response.EnsureSuccessStatusCode();
        }
    }

    public async Task<IReadOnlyList<string>> QueueNamesAsync(string virtualHost, CancellationToken cancellationToken) =>
        [.. (await QueuesAsync(virtualHost, cancellationToken)).Select(Name)];

    public async Task<IReadOnlyList<string>> SharedQueueNamesAsync(string virtualHost, CancellationToken cancellationToken) =>
        [.. (await QueuesAsync(virtualHost, cancellationToken)).Where(queue => queue["exclusive"]?.GetValue<bool>() != true).Select(Name)];

    public async Task<IReadOnlyDictionary<string, long>> UnacknowledgedAsync(string virtualHost, CancellationToken cancellationToken)
    {
        var text = await _http.GetStringAsync(
            new Uri($"http://127.0.0.1:{_access.PrometheusPort}/metrics/detailed?vhost={Uri.EscapeDataString(virtualHost)}&family=queue_coarse_metrics"),
            cancellationToken);
        return Unacknowledged().Matches(text).ToDictionary(
            match => match.Groups["queue"].Value, match => long.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture));
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("""^rabbitmq_detailed_queue_messages_unacked\{[^}]*queue="(?<queue>[^"]*)"[^}]*\} (?<count>\d+)""", RegexOptions.Multiline)]
    private static partial Regex Unacknowledged();

    private static string Name(JsonNode queue) => queue["name"]!.GetValue<string>();

    private async Task<IEnumerable<JsonNode>> QueuesAsync(string virtualHost, CancellationToken cancellationToken) =>
        (await GetAsync($"queues/{Uri.EscapeDataString(virtualHost)}?columns=name,exclusive", cancellationToken)).AsArray().OfType<JsonNode>();

    private async Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken) =>
        await _http.GetFromJsonAsync<JsonNode>(path, cancellationToken) ?? throw new InvalidOperationException($"{path} answered nothing");

    private async Task SendAsync(HttpMethod method, string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var response = await _http.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var answer = await response.Content.ReadAsStringAsync(cancellationToken);
            throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {answer}");
        }
    }
}
