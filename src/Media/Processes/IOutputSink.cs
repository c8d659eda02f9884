namespace Transcoder.Media.Processes;

/// <summary>Where a program's standard output goes. Called by one reader, in order; what it throws ends the program.</summary>
internal interface IOutputSink
{
    public void Take(ReadOnlySpan<char> text);

    public void Finish();
}
