namespace Transcoder.Chaos.Tests.Films;

/// <summary>
/// Pictures that say which film they belong to and where: 48 blocks, dark or light, hold 20 bits of the film's number, 16 of the
/// frame's, and a check of 12 bits. Pure.
/// </summary>
internal static class FilmPicture
{
    public const int Width = 64;
    public const int Height = 48;

    /// <summary>Bytes of one picture in 4:2:0: light, then both colours.</summary>
    public const int Bytes = LumaBytes * 3 / 2;

    private const int LumaBytes = Width * Height;
    private const int Block = 8;
    private const int Blocks = LumaBytes / (Block * Block);
    private const int FrameBits = 16;
    private const int CheckBits = 12;
    private const byte Dark = 48;
    private const byte Light = 208;
    private const int Middle = (Dark + Light) / 2;
    private const double LargestDecibels = 99;

    /// <summary>The picture; its colours differ from film to film.</summary>
    public static byte[] Draw(FrameMark mark)
    {
        var picture = new byte[Bytes];
        DrawLuma(mark, picture.AsSpan(0, LumaBytes));
        picture.AsSpan(LumaBytes, LumaBytes / 4).Fill((byte)(64 + (mark.Film * 37 % 128)));
        picture.AsSpan(LumaBytes * 5 / 4).Fill((byte)(64 + (mark.Film * 61 % 128)));
        return picture;
    }

    /// <summary>Reads what a decoded picture says; null when it says nothing that makes sense.</summary>
    public static FrameMark? Read(ReadOnlySpan<byte> picture)
    {
        var code = 0UL;
        for (var block = 0; block < Blocks; block++)
        {
            code = (code << 1) | (Mean(picture, block) > Middle ? 1UL : 0UL);
        }

        var content = code >> CheckBits;
        return code == Protect(content) ? new FrameMark((int)(content >> FrameBits), (int)(content & ((1 << FrameBits) - 1))) : null;
    }

    /// <summary>How near a decoded picture is to the one that says the same: peak signal to noise, in decibels, 99 for the very same.</summary>
    public static double Decibels(FrameMark mark, ReadOnlySpan<byte> picture)
    {
        var drawn = Draw(mark);
        var squares = 0L;
        for (var i = 0; i < Bytes; i++)
        {
            var difference = drawn[i] - picture[i];
            squares += difference * difference;
        }

        return squares == 0 ? LargestDecibels : Math.Min(LargestDecibels, 10 * Math.Log10(255.0 * 255.0 * Bytes / squares));
    }

    private static void DrawLuma(FrameMark mark, Span<byte> luma)
    {
        var code = Protect(((ulong)mark.Film << FrameBits) | (uint)mark.Frame);
        for (var block = 0; block < Blocks; block++)
        {
            var light = (code >> (Blocks - 1 - block) & 1) == 1 ? Light : Dark;
            for (var row = 0; row < Block; row++)
            {
                luma.Slice(Start(block) + (row * Width), Block).Fill(light);
            }
        }
    }

    private static ulong Protect(ulong content) => (content << CheckBits) | unchecked((content + 1) * 0x9E3779B97F4A7C15) >> (64 - CheckBits);

    private static int Start(int block) => (block / (Width / Block) * Block * Width) + (block % (Width / Block) * Block);

    private static int Mean(ReadOnlySpan<byte> picture, int block)
    {
        var sum = 0;
        for (var row = 0; row < Block; row++)
        {
            foreach (var light in picture.Slice(Start(block) + (row * Width), Block))
            {
                sum += light;
            }
        }

        return sum / (Block * Block);
    }
}
