namespace Transcoder.Coordinator.Api.Access;

/// <summary>Who may use the HTTP API. Without any token, which only the embedded coordinator may do, everybody on this machine may, and nobody else reaches it.</summary>
public sealed class ApiOptions
{
    /// <summary>File that holds the operator's token, which may do everything; null for none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>File that holds the viewer's token, which may only read; null for none.</summary>
    public string? ViewerTokenFile { get; init; }
}
