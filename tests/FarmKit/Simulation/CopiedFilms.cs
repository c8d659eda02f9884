using System.Globalization;
using System.Text;

namespace Transcoder.FarmKit.Simulation;

/// <summary>Many small files, each other bytes, for simulated encoders to copy, and what must have become of them.</summary>
/// <param name="storage">Where they are dropped.</param>
/// <param name="folder">Below <c>incoming/</c>, the name of a profile that makes H.264 in MP4.</param>
/// <param name="count">How many.</param>
public sealed class CopiedFilms(FarmStorage storage, string folder, int count)
{
    private const int Bytes = 4096;
    private static readonly string[] Emptied = ["incoming", "work", "failed"];

    /// <summary>Writes them, to be done before a coordinator looks.</summary>
    public void Drop()
    {
        Directory.CreateDirectory(storage.At("incoming", folder));
        for (var number = 0; number < count; number++)
        {
            File.WriteAllBytes(storage.At("incoming", folder, Name(number, ".mkv")), Content(number));
        }
    }

    /// <summary>Whatever is not as if each film had been encoded once and nothing had gone wrong, one sentence each; to be asked when all jobs are done.</summary>
    public IReadOnlyList<string> Findings() =>
    [
        .. Differences("completed", ".mp4"),
        .. Differences("archive", ".mkv"),
        .. Emptied.SelectMany(place => storage.Files(place).Select(file => $"{place}/{file} is left")),
    ];

    private IEnumerable<string> Differences(string place, string extension)
    {
        var expected = Enumerable.Range(0, count).Select(number => Path.Combine(folder, Name(number, extension))).ToHashSet(StringComparer.Ordinal);
        var found = storage.Files(place).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. expected.Except(found).Select(file => $"{place}/{file} is missing"),
            .. found.Except(expected).Select(file => $"{place}/{file} is one too many"),
            .. Enumerable.Range(0, count).Where(number => found.Contains(Path.Combine(folder, Name(number, extension)))
                && !File.ReadAllBytes(storage.At(place, folder, Name(number, extension))).AsSpan().SequenceEqual(Content(number)))
                .Select(number => $"{place}/{folder}/{Name(number, extension)} has other bytes"),
        ];
    }

    private static string Name(int number, string extension) => string.Create(CultureInfo.InvariantCulture, $"film-{number:00000}{extension}");

    private static byte[] Content(int number)
    {
        var content = new byte[Bytes];
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"film {number}"), content);
        return content;
    }
}
