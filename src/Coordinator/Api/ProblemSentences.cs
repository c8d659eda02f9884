using System.Text.Json;

namespace Transcoder.Coordinator.Api;

/// <summary>What a request that the framework itself refuses is answered, in a caller's words. Pure.</summary>
internal static class ProblemSentences
{
    /// <summary>The title of a refusal; null leaves what there is.</summary>
    /// <param name="status">HTTP status of the answer.</param>
    /// <param name="path">Of the request.</param>
    /// <param name="title">What there is.</param>
    /// <param name="refused">Why; null where nothing was thrown.</param>
    public static string? Of(int? status, string path, string? title, Exception? refused) => (status, refused) switch
    {
        (StatusCodes.Status401Unauthorized, _) => "A token that the coordinator knows is needed, as \"Authorization: Bearer TOKEN\"",
        (StatusCodes.Status403Forbidden, _) when title is null or "Forbidden" =>
            "This token may only read: use the operator's (Api:TokenFile of the coordinator)",
        (StatusCodes.Status429TooManyRequests, _) => "Too many wrong tokens came from this address: wait a minute",
        (StatusCodes.Status415UnsupportedMediaType, _) => "The body must be JSON, with \"Content-Type: application/json\"",
        (_, BadHttpRequestException { InnerException: JsonException unread }) => $"The body is not the JSON that is asked for{Place(unread)}",
        (_, BadHttpRequestException { Message: var message }) => message,
        (StatusCodes.Status404NotFound, _) when title is null or "Not Found" => $"There is nothing at {path}",
        _ => null,
    };

    // The innermost text names properties of the body; the one above it names our types.
    private static string Place(JsonException unread) => unread switch
    {
        { Path: { Length: > 1 } path } => $": {path} has a value of the wrong kind",
        { InnerException: { } syntax } => $": {syntax.Message}",
        { Message: var message } when message.IndexOf("including: ", StringComparison.Ordinal) is var at and > 0 =>
            $": it lacks {message[(at + "including: ".Length)..].TrimEnd('.')}",
        _ => "",
    };
}
