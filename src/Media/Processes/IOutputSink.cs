namespace Transcoder.Media.Processes;

/// <summary>Where one of a program's outputs goes. Called by one reader, in order; what it throws ends the program.</summary>
internal interface IOutputSink
{
    /// <summary>Until it has taken the bytes, which are valid no longer than that, the program may block.</summary>
    /// <param name="bytes">At least one.</param>
    ValueTask TakeAsync(ReadOnlyMemory<byte> bytes);

    void Finish();
}
