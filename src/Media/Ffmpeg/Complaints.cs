using System.Text.RegularExpressions;

namespace Transcoder.Media.Ffmpeg;

/// <summary>What ffmpeg complains of, and how often. Filled by one caller; bounded.</summary>
public sealed partial class Complaints
{
    private const int MostKinds = 1000;

    /// <summary>Lets ffmpeg make each complaint as often as there is reason.</summary>
    public static IReadOnlyList<string> Each { get; } = ["-v", "repeat+error"];

    private readonly Dictionary<string, int> _counts = [];
    private bool _hasMore;

    /// <param name="line">Of what ffmpeg writes to its standard error.</param>
    public void Add(string line)
    {
        var text = Address().Replace(line, "");
        if (_counts.Count < MostKinds || _counts.ContainsKey(text))
        {
            _counts[text] = _counts.GetValueOrDefault(text) + 1;
        }
        else
        {
            _hasMore = true;
        }
    }

    /// <returns>Whether the others say all of this, at least as often.</returns>
    public bool AreAmong(Complaints others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return !_hasMore && _counts.All(pair => pair.Value <= others._counts.GetValueOrDefault(pair.Key));
    }

    // Of the object in memory, as in "[h264 @ 0x55f0d76d8e00]".
    [GeneratedRegex(" @ 0x[0-9a-f]+(?=])")]
    private static partial Regex Address();
}
