using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace Transcoder.EndToEnd.Tests.Requests;

/// <summary>Submissions as careless, broken and hostile scripts send them. The same seed makes the same ones.</summary>
internal sealed class BadRequests(int seed)
{
    private const string Envelope = "application/vnd.masstransit+json";
    private readonly Random _random = new(seed);

    private static readonly string[] Values =
        ["7", "-1", "1e400", "true", "null", "[]", "{}", "\"\"", "\"absent.mkv\"", "[\"twice.mkv\"]", "{\"path\":\"twice.mkv\"}", "99999999999999999999"];

    private static readonly string[] Paths =
    [
        "", ".", "..", "/", "//", "../twice.mkv", "/etc/passwd", "a/../twice.mkv", "twice.mkv/", "incoming", "incoming/", "a\\u0000b", "\\ud800", "\\udfff.mkv",
        "\\u202egnp.mkv", "%2e%2e/twice.mkv", "absent.mkv", "$(reboot)", "-rf", "a//b", "\\n", "film.mkv\\u0000",
    ];

    /// <summary>One of them, most with an id of their own.</summary>
    public (BasicProperties Properties, byte[] Body) Next()
    {
        var properties = new BasicProperties { ContentType = "application/json", MessageId = Id().ToString() };
        var body = _random.Next(11) switch
        {
            0 => Noise(_random.Next(300)),
            1 => Text(Cut("""{"path":"twice.mkv","profile":"h264","priority":0}""")),
            2 => Text($$"""{"path":{{Any(Values)}}}"""),
            3 => Text($$"""{"path":"absent.mkv","more":{{Nested(_random.Next(1, 5000))}}}"""),
            4 => Text(Nested(_random.Next(1, 5000))),
            5 => Text($$"""{"path":"{{Any(Paths)}}"}"""),
            6 => Text($$"""{"path":"{{new string('a', _random.Next(1, _random.Next(50) == 0 ? 500_000 : 5000))}}"}"""),
            7 => Text($$"""{"path":"twice.mkv","priority":{{Any(["101", "-101", "1.5", "\"high\"", "1e9", "2147483648", "{}"])}}}"""),
            8 => Text($$"""{"path":"twice.mkv","profile":{{Any(["\"none\"", "7", "[]", "\"\\u0000\"", "\"../h264\""])}}}"""),
            9 => Text(Any(["", " ", "{}", "[]", "null", "\"twice.mkv\"", "{\"PATH\":7}", "path=twice.mkv", "<path>twice.mkv</path>", "\ufeff{}"])),
            _ => Odd(properties),
        };
        return (properties, body);
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Right or wrong JSON that comes as something else.</summary>
    private byte[] Odd(BasicProperties properties)
    {
        properties.ContentType = Any([Envelope, "", "garbage", "text/plain; charset=", "application/xml", "application/vnd.masstransit+bson", "a/b/c;;="]);
        properties.MessageId = Any(["", "no-guid"]);
        properties.ContentEncoding = Any(["", "gzip", "utf-16"]);
        properties.CorrelationId = Any(["", "no-guid", Id().ToString()]);
        properties.Headers = new Dictionary<string, object?>
        {
            ["MT-MessageType"] = Any(["", "urn:message:Transcoder.Contracts:TranscodeCompleted", "garbage"]),
            ["Content-Type"] = Any([Envelope, "7"]),
        };
        return Text(Any([
            "", "{}", "{\"message\":7}", "{\"message\":{\"path\":\"absent.mkv\"}}", "{\"path\":\"absent.mkv\"}",
            "{\"messageType\":[\"urn:message:Transcoder.Contracts:TranscodeCompleted\"],\"message\":{\"path\":\"twice.mkv\"}}",
            "{\"messageType\":[\"urn:message:Transcoder.Contracts:SubmitJob\"],\"message\":{\"path\":7}}",
            "{\"messageType\":[\"urn:message:Transcoder.Contracts:SubmitJob\"],\"message\":[]}",
            "{\"messageType\":7,\"messageId\":\"no\",\"headers\":[],\"host\":7,\"message\":{}}",
        ]));
    }

    private string Nested(int depth) => _random.Next(2) == 0
        ? new string('[', depth) + new string(']', depth)
        : string.Concat(Enumerable.Repeat("{\"path\":", depth)) + "7" + new string('}', depth);

    private string Cut(string whole) => whole[.._random.Next(whole.Length)];

    private byte[] Noise(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }

    private T Any<T>(T[] choices) => choices[_random.Next(choices.Length)];

    private Guid Id() => new(Noise(16));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"seed {seed}");
}
