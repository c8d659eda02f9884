namespace Transcoder.Chaos.Tests.Films;

/// <summary>What one picture says of itself.</summary>
/// <param name="Film">The film's number.</param>
/// <param name="Frame">Its place in the film, from 0.</param>
internal readonly record struct FrameMark(int Film, int Frame);
