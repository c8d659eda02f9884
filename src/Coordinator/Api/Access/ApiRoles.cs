namespace Transcoder.Coordinator.Api.Access;

/// <summary>What a caller may do.</summary>
internal static class ApiRoles
{
    /// <summary>Reads: GET and HEAD.</summary>
    public const string Viewer = "viewer";

    /// <summary>Does everything.</summary>
    public const string Operator = "operator";
}
