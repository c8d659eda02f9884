namespace Transcoder.Cli.Terminal;

/// <summary>
/// Standard output or standard error. What cannot be written there, since the disk of its file is full, is lost, and ends nothing: a farm works on where nobody
/// hears it.
/// </summary>
internal sealed class StandardStream : Stream
{
    private readonly Stream _inner;

    private StandardStream(Stream inner) => _inner = inner;

    /// <summary>Why something was lost; null where nothing was.</summary>
    public string? Problem { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Takes the place of standard output.</summary>
    public static StandardStream ForOutput()
    {
        var stream = new StandardStream(Console.OpenStandardOutput());
        Console.SetOut(stream.Writer(Console.Out));
        return stream;
    }

    /// <summary>Takes the place of standard error.</summary>
    public static void ForErrors() => Console.SetError(new StandardStream(Console.OpenStandardError()).Writer(Console.Error));

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _inner.Write(buffer);
        }
        catch (Exception lost) when (lost is IOException or UnauthorizedAccessException)
        {
            Problem ??= lost.GetBaseException().Message;
        }
    }

    public override void Flush()
    {
        // The console keeps nothing back.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private StreamWriter Writer(TextWriter before) => new(this, before.Encoding) { AutoFlush = true };
}
