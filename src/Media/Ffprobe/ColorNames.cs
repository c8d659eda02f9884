namespace Transcoder.Media.Ffprobe;

/// <summary>ffprobe's names of colours, and their numbers in ITU-T H.273. Null for a name that says nothing.</summary>
public static class ColorNames
{
    private static readonly Dictionary<string, int> PrimariesByName = new()
    {
        ["bt709"] = 1,
        ["bt470m"] = 4,
        ["bt470bg"] = 5,
        ["smpte170m"] = 6,
        ["smpte240m"] = 7,
        ["film"] = 8,
        ["bt2020"] = 9,
        ["smpte428"] = 10,
        ["smpte431"] = 11,
        ["smpte432"] = 12,
        ["ebu3213"] = 22,
        ["jedec-p22"] = 22,
    };

    private static readonly Dictionary<string, int> TransfersByName = new()
    {
        ["bt709"] = 1,
        ["bt470m"] = 4,
        ["gamma22"] = 4,
        ["bt470bg"] = 5,
        ["gamma28"] = 5,
        ["smpte170m"] = 6,
        ["smpte240m"] = 7,
        ["linear"] = 8,
        ["log100"] = 9,
        ["log316"] = 10,
        ["iec61966-2-4"] = 11,
        ["bt1361e"] = 12,
        ["iec61966-2-1"] = 13,
        ["bt2020-10"] = 14,
        ["bt2020-12"] = 15,
        ["smpte2084"] = 16,
        ["smpte428"] = 17,
        ["arib-std-b67"] = 18,
    };

    private static readonly Dictionary<string, int> MatricesByName = new()
    {
        ["gbr"] = 0,
        ["bt709"] = 1,
        ["fcc"] = 4,
        ["bt470bg"] = 5,
        ["smpte170m"] = 6,
        ["smpte240m"] = 7,
        ["ycgco"] = 8,
        ["bt2020nc"] = 9,
        ["bt2020c"] = 10,
        ["smpte2085"] = 11,
        ["chroma-derived-nc"] = 12,
        ["chroma-derived-c"] = 13,
        ["ictcp"] = 14,
    };

    /// <summary>Colour primaries.</summary>
    public static int? Primaries(string? name) => Find(PrimariesByName, name);

    /// <summary>Transfer characteristics.</summary>
    public static int? Transfer(string? name) => Find(TransfersByName, name);

    /// <summary>Matrix coefficients; "gbr" is 0.</summary>
    public static int? Matrix(string? name) => Find(MatricesByName, name);

    /// <summary>True for "pc", false for "tv".</summary>
    public static bool? IsFullRange(string? name) => name switch
    {
        "pc" => true,
        "tv" => false,
        _ => null,
    };

    private static int? Find(Dictionary<string, int> numbers, string? name) =>
        name is not null && numbers.TryGetValue(name, out var number) ? number : null;
}
