namespace Transcoder.TestKit;

/// <summary>MPEG-2 films whose flags make a player show every other frame for three fields instead of two.</summary>
public static class Telecine
{
    /// <summary>Sets the flags of a stream of 30 whole frames a second without B-frames, which has 24 a second then.</summary>
    /// <param name="path">An elementary stream; written anew.</param>
    public static async Task MarkAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        var frame = 0;
        for (var at = 0; at + 8 < bytes.Length; at++)
        {
            // Extensions begin with 00 00 01 B5. The sequence's (1) says "progressive only", each picture's (8) what comes first and what twice.
            if (bytes.AsSpan(at, 4) is not [0, 0, 1, 0xB5])
            {
                continue;
            }

            if (bytes[at + 4] >> 4 == 1)
            {
                bytes[at + 5] &= 0xF7;
            }
            else if (bytes[at + 4] >> 4 == 8)
            {
                byte[] flags = [0x82, 0x00, 0x02, 0x80];
                bytes[at + 7] = (byte)((bytes[at + 7] & 0x7D) | flags[frame++ % flags.Length]);
            }
        }

        await File.WriteAllBytesAsync(path, bytes, cancellationToken);
    }
}
