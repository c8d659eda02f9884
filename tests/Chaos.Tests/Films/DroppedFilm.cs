namespace Transcoder.Chaos.Tests.Films;

/// <summary>A film that lies or lay in the watched folder.</summary>
/// <param name="Film">What it is.</param>
/// <param name="Sha256">Of its bytes before it was dropped.</param>
internal sealed record DroppedFilm(Film Film, string Sha256);
