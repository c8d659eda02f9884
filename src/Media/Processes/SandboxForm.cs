namespace Transcoder.Media.Processes;

/// <summary>A way to make a sandbox that works on this system.</summary>
/// <param name="Bubblewrap">Absolute path.</param>
/// <param name="Identity">Whom programs run as in it: <see cref="Processes.Bubblewrap.AsRoot"/> or <see cref="Processes.Bubblewrap.AsUser"/>.</param>
internal sealed record SandboxForm(string Bubblewrap, IReadOnlyList<string> Identity);
