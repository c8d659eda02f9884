namespace Transcoder.Cli.Terminal;

/// <summary>What the program's exit code says; the numbers above 1 are those of sysexits.h.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Something that was asked for has failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 64;

    /// <summary>Something needed does not answer or is not there.</summary>
    public const int Unavailable = 69;

    /// <summary>It is done, but what was to be said of it could not be written.</summary>
    public const int Unheard = 74;

    /// <summary>Another process holds what is needed; later it may work.</summary>
    public const int Busy = 75;

    /// <summary>A setting is wrong.</summary>
    public const int Configuration = 78;

    /// <summary>Ended by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
