using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Transcoder.TestKit;

namespace Transcoder.Media.Tests.Hostile;

/// <summary>Files that are called films and make plain ffmpeg do something else. Each is small.</summary>
internal sealed class HostileFiles(TempTree tree)
{
    /// <summary>The width of the film that lies beside each and is none of its business.</summary>
    public const int SecretWidth = 66;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A list that has ffmpeg open the secret film, or whatever other address is given.</summary>
    public async Task<string> ListAsync(string format, string? address = null)
    {
        var secret = await SecretAsync();
        var target = address ?? "file://" + secret;
        return format switch
        {
            "hls" => Write("hls.mkv", $"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{target}\n#EXT-X-ENDLIST\n"),
            "dash" => Write(
                "dash.mkv",
                $"""
                <?xml version="1.0"?>
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-main:2011" type="static" mediaPresentationDuration="PT1S">
                <Period><AdaptationSet contentType="video"><Representation id="0" mimeType="video/mp4" bandwidth="1000"><BaseURL>{target}</BaseURL></Representation>
                </AdaptationSet></Period></MPD>
                """),
            "concat" => Write("concat.mkv", $"ffconcat version 1.0\nfile {Path.GetFileName(secret)}\n"),
            "image2" => await PatternAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No such list"),
        };
    }

    /// <summary>A film with an attachment that wants to be written over another file.</summary>
    public async Task<string> AttachmentAsync(string name)
    {
        var (film, path) = (await SecretAsync(), tree.At("attachment.mkv"));
        await Clips.FfmpegAsync(
            ["-i", film, "-c", "copy", "-attach", tree.File("payload", "overwritten"u8), "-metadata:s:t", "mimetype=text/plain", "-metadata:s:t", $"filename={name}", path],
            Token);
        return path;
    }

    /// <summary>A moving picture of a thousand bytes, each of whose frames has 144 million points.</summary>
    public async Task<string> HugePictureAsync()
    {
        var path = tree.At("huge.gif");
        await Clips.FfmpegAsync(["-f", "lavfi", "-i", "testsrc2=s=32x32:r=10", "-frames:v", "3", path], Token);
        var bytes = await File.ReadAllBytesAsync(path, Token);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(6), 12_000);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), 12_000);
        await File.WriteAllBytesAsync(path, bytes, Token);
        return path;
    }

    /// <summary>Nothing but a header, which tells of many tracks.</summary>
    public string ManyStreams(int streams)
    {
        byte[] Element(string id, params byte[] content)
        {
            var size = new byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(size, (1UL << 56) | (uint)content.Length);
            return [.. Convert.FromHexString(id), .. size, .. content];
        }

        byte[] Track(int number) => Element(
            "AE", [.. Element("D7", (byte)(number >> 8), (byte)number), .. Element("73C5", (byte)(number >> 8), (byte)number), .. Element("83", 0x11), .. Element("86", [.. "S_TEXT/UTF8"u8])]);

        var tracks = Enumerable.Range(1, streams).SelectMany(Track);
        return tree.File(
            "streams.mkv",
            [
                .. Element("1A45DFA3", Element("4282", [.. "matroska"u8])),
                .. Element("18538067", [.. Element("1549A966", Element("2AD7B1", 0x0F, 0x42, 0x40)), .. Element("1654AE6B", [.. tracks]), .. Element("1F43B675", Element("E7", 0))]),
            ]);
    }

    /// <summary>A small film whose index tells of this many frames, each of one byte.</summary>
    public async Task<string> ManyFramesAsync(int frames)
    {
        var path = tree.At("frames.mp4");
        await Clips.MakeAsync(path, new ClipShape { Frames = 1, AudioCodec = null }, Token);
        var bytes = await File.ReadAllBytesAsync(path, Token);

        // Behind version and flags: one size for all and how many, one run of durations, one chunk that holds all.
        Patch(bytes, "stsz"u8, 4, 1);
        Patch(bytes, "stsz"u8, 8, frames);
        Patch(bytes, "stts"u8, 8, frames);
        Patch(bytes, "stsc"u8, 12, frames);
        await File.WriteAllBytesAsync(path, bytes, Token);
        return path;
    }

    private static void Patch(byte[] bytes, ReadOnlySpan<byte> box, int offset, int value) =>
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(bytes.AsSpan().IndexOf(box) + 4 + offset), value);

    private async Task<string> PatternAsync()
    {
        var picture = string.Create(CultureInfo.InvariantCulture, $"testsrc2=s={SecretWidth}x48");
        await Clips.FfmpegAsync(["-f", "lavfi", "-i", picture, "-frames:v", "1", "-update", "1", tree.At("secret0.png")], Token);
        return Write("secret%d.png", "no picture");
    }

    private async Task<string> SecretAsync()
    {
        var path = tree.At("secret.ts");
        var picture = string.Create(CultureInfo.InvariantCulture, $"testsrc2=s={SecretWidth}x48:r=10");
        await Clips.FfmpegAsync(["-f", "lavfi", "-i", picture, "-frames:v", "5", "-c:v", "mpeg2video", path], Token);
        return path;
    }

    private string Write(string name, string text) => tree.File(name, Encoding.UTF8.GetBytes(text));
}
