using System.Text;

namespace Transcoder.Media.Processes;

/// <summary>Keeps all output, up to a limit.</summary>
internal sealed class CaptureSink(string program, int maximumCharacters) : IOutputSink
{
    private readonly StringBuilder _text = new();

    public void Take(ReadOnlySpan<char> text)
    {
        if (_text.Length + text.Length > maximumCharacters)
        {
            throw new ToolOutputTooLongException(program, maximumCharacters);
        }

        _text.Append(text);
    }

    public void Finish()
    {
    }

    public override string ToString() => _text.ToString();
}
