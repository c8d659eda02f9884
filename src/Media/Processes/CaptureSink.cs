using System.Text;

namespace Transcoder.Media.Processes;

/// <summary>Keeps all output, up to a limit.</summary>
internal sealed class CaptureSink(string program, int maximumCharacters) : TextSink
{
    private readonly StringBuilder _text = new();

    public override void Finish()
    {
    }

    public override string ToString() => _text.ToString();

    protected override void Take(ReadOnlySpan<char> text)
    {
        if (_text.Length + text.Length > maximumCharacters)
        {
            throw new ToolOutputTooLongException(program, maximumCharacters);
        }

        _text.Append(text);
    }
}
