namespace Transcoder.Media.Processes;

/// <summary>Where a program's standard output goes. Called by one reader, in order; what it throws ends the program.</summary>
internal interface IOutputSink
{
    void Take(ReadOnlySpan<char> text);

    void Finish();
}
