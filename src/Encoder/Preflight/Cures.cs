namespace Transcoder.Encoder.Preflight;

internal static class Cures
{
    public const string Ffmpeg = "Install ffmpeg, for example: apt-get install ffmpeg";
    public const string Transfer = "Install rsync and ssh, for example: apt-get install rsync openssh-client";
}
