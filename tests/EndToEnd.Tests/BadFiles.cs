using System.Buffers.Binary;
using Transcoder.FarmKit;
using Transcoder.Media.Processes;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests;

/// <summary>Files that are no films, or films with odd names.</summary>
internal static class BadFiles
{
    /// <summary>A dash, a space, quotes, a command, a wildcard, a line's end, and letters that run from right to left.</summary>
    public const string OddName = "-a 'b\" $(touch x);*\nשלום.mkv";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A name with as many bytes as told, most of its letters having two.</summary>
    public static string LongName(int bytes, string ending) => new string('é', (bytes - ending.Length) / 2) + new string('x', (bytes - ending.Length) % 2) + ending;

    /// <summary>Writes files that no film is in.</summary>
    /// <returns>Name and a part of the sentence that is to be said of it.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> MakeAsync(string folder)
    {
        var noise = new byte[300_000];
        new Random(1).NextBytes(noise);
        await File.WriteAllBytesAsync(Path.Combine(folder, "empty.mp4"), [], Token);
        // Raw pictures have no header, so ffprobe takes no bytes at all for some.
        await File.WriteAllBytesAsync(Path.Combine(folder, "empty.m4v"), [], Token);
        await File.WriteAllBytesAsync(Path.Combine(folder, "noise.mkv"), noise, Token);
        await File.WriteAllTextAsync(Path.Combine(folder, "text.mkv"), "Dear diary, today I wrote no film.", Token);
        await File.WriteAllTextAsync(Path.Combine(folder, LongName(250, ".mkv")), "no film", Token);
        await File.WriteAllTextAsync(Path.Combine(folder, "list.mkv"), "ffconcat version 1.0\nfile sound.mp4\n", Token);
        await File.WriteAllBytesAsync(Path.Combine(folder, "huge.mkv"), await HugeAsync(folder), Token);
        // ffprobe repeats the name, which is not to be taken for its own words.
        await File.WriteAllTextAsync(Path.Combine(folder, "Permission denied.mkv"), "no film", Token);
        await File.WriteAllBytesAsync(Path.Combine(folder, "headless.mp4"), await HeadlessAsync(folder), Token);
        await Clips.FfmpegAsync(["-f", "lavfi", "-i", "sine=d=1", "-c:a", "aac", Path.Combine(folder, "sound.mp4")], Token);
        foreach (var (codec, name) in new[] { ("png", "png.mp4"), ("mjpeg", "jpeg.mkv") })
        {
            await Clips.FfmpegAsync(
                ["-f", "lavfi", "-i", "testsrc2=s=64x48", "-frames:v", "1", "-c:v", codec, "-f", "image2", "-update", "1", Path.Combine(folder, name)], Token);
        }

        return new Dictionary<string, string>
        {
            ["empty.mp4"] = "is empty",
            ["empty.m4v"] = "is empty",
            ["noise.mkv"] = "is no film",
            ["text.mkv"] = "is no film",
            [LongName(250, ".mkv")] = "is no film",
            ["Permission denied.mkv"] = "is no film",
            ["list.mkv"] = "a list of other files",
            ["huge.mkv"] = "claims a picture of more than",
            ["headless.mp4"] = "no index (moov)",
            ["sound.mp4"] = "no moving picture",
            ["png.mp4"] = "a single picture, not a film",
            ["jpeg.mkv"] = "a single picture, not a film",
        };
    }

    /// <summary>Makes a named pipe.</summary>
    public static async Task MakePipeAsync(string path)
    {
        await using var tools = new ToolRunner();
        var made = await tools.RunAsync(new ToolRequest { Program = "mkfifo", Arguments = [path] }, Token);
        Assert.True(made.Succeeded);
    }

    /// <summary>A small moving picture whose frames are to be 12000 x 12000.</summary>
    private static async Task<byte[]> HugeAsync(string folder)
    {
        var small = Path.Combine(folder, "small.gif");
        await Clips.FfmpegAsync(["-f", "lavfi", "-i", "testsrc2=s=32x32", "-frames:v", "3", small], Token);
        var bytes = await File.ReadAllBytesAsync(small, Token);
        File.Delete(small);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(6), 12_000);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), 12_000);
        return bytes;
    }

    private static async Task<byte[]> HeadlessAsync(string folder)
    {
        var whole = await Clips.MakeAsync(Path.Combine(folder, "whole.mp4"), Farm.SmallFilm, Token);
        var bytes = await File.ReadAllBytesAsync(whole, Token);
        File.Delete(whole);
        return bytes[..(bytes.AsSpan().IndexOf("moov"u8) - 4)];
    }
}
