using System.Text;

namespace Transcoder.Media.Processes;

/// <summary>Makes lines of a stream of characters; what a line has beyond the limit is dropped.</summary>
internal sealed class LineSplitter(int longestLine, bool carriageReturnEnds, Action<string> take)
{
    private readonly StringBuilder _line = new();

    public void Feed(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            var end = carriageReturnEnds ? text.IndexOfAny('\n', '\r') : text.IndexOf('\n');
            var part = end < 0 ? text : text[..end];
            _line.Append(part[..Math.Min(part.Length, longestLine - _line.Length)]);
            if (end < 0)
            {
                return;
            }

            End();
            text = text[(end + 1)..];
        }
    }

    /// <summary>The stream has ended: what is left is a line, too.</summary>
    public void Finish()
    {
        if (_line.Length > 0)
        {
            End();
        }
    }

    private void End()
    {
        var line = _line.ToString();
        _line.Clear();
        take(!carriageReturnEnds && line.EndsWith('\r') ? line[..^1] : line);
    }
}
