namespace Transcoder.Cli.Embedded;

/// <summary>What the command line of <c>up</c> says; null leaves it to the settings.</summary>
internal sealed record UpRequest(string? Root, int? Encoders, string? Urls, bool Verbose, string[] Settings);
