using System.ComponentModel.DataAnnotations;

namespace Transcoder.Encoder.Settings;

/// <summary>Section "Encoder".</summary>
public sealed class EncoderOptions
{
    /// <summary>Name of this machine among the encoders: 1 to 64 letters, digits, '.', '-' and '_'.</summary>
    [Required(ErrorMessage = "is missing")]
    [RegularExpression("^[A-Za-z0-9._-]{1,64}$", ErrorMessage = "must be 1 to 64 letters, digits, '.', '-' and '_'")]
    public string Name { get; init; } = Environment.MachineName;

    /// <summary>Orders worked on at once, 1 to 64.</summary>
    [Range(1, 64)]
    public int Slots { get; init; } = 1;

    /// <summary>Absolute path of a folder for sources and results on their way; each process makes a folder of its own below.</summary>
    [Required(ErrorMessage = "is missing")]
    [RegularExpression("^/.*$", ErrorMessage = "must be an absolute path")]
    public string WorkDirectory { get; init; } = "/var/tmp/transcoder-encoder";

    /// <summary>Absolute path of the private key for ssh endpoints; null leaves it to the user's ssh configuration.</summary>
    [RegularExpression("^/.*$", ErrorMessage = "must be an absolute path")]
    public string? SshKey { get; init; }

    /// <summary>Absolute path of the file that pins the storage hosts' keys; null is the user's own.</summary>
    [RegularExpression("^/.*$", ErrorMessage = "must be an absolute path")]
    public string? KnownHosts { get; init; }

    /// <summary>How closely results are checked before they are sent.</summary>
    [EnumDataType(typeof(EncoderCheck), ErrorMessage = "must be Counts, Decode or Similarity")]
    public EncoderCheck Check { get; init; } = EncoderCheck.Similarity;

    /// <summary>What becomes of running orders when the process is asked to stop.</summary>
    [EnumDataType(typeof(StopMode), ErrorMessage = "must be HandBack or Drain")]
    public StopMode StopMode { get; init; } = StopMode.HandBack;

    /// <summary>Time between two signs of life, 1 s to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>ffmpeg is killed when neither its frames nor its CPU time grew for this long, 5 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan StallLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>ffmpeg is killed after this long, 1 min to 40 h: below the broker's consumer_timeout of 48 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.16:00:00")]
    public TimeSpan EncodeLimit { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Bytes that must stay free in the work directory beside a pulled source, 0 to 2^60.</summary>
    [Range(0L, 1L << 60)]
    public long MinimumFreeBytes { get; init; } = 1L << 30;

    /// <summary>A transfer is ended when nothing has moved for this long, 10 s to 1 h, in whole seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan TransferIdleLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Tries of one transfer over a failing link, which resume each other, before it is reported; 1 to 20.</summary>
    [Range(1, 20)]
    public int TransferTries { get; init; } = 3;

    /// <summary>Failures in a row, of different jobs, after which the encoder doubts itself; 1 to 100.</summary>
    [Range(1, 100)]
    public int UnwellAfter { get; init; } = 3;

    /// <summary>Time between two looks of an unwell encoder at itself, 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(30);
}
