using Transcoder.Media.Processes;

namespace Transcoder.Media.Rsync;

/// <summary>Tells why rsync failed: by its exit code, and where that says too little (23, 255) by the words of rsync and ssh.</summary>
internal static class TransferFaults
{
    public static TransferOutcome.Failed Explain(ToolResult result)
    {
        var (fault, reason) = Judge(result);
        return new TransferOutcome.Failed(fault, reason, result.ExitCode, result.ErrorTail);
    }

    private static (TransferFault Fault, string Reason) Judge(ToolResult result)
    {
        bool Says(string text) => result.ErrorTail.Any(line => line.Contains(text, StringComparison.OrdinalIgnoreCase));

        return result.ExitCode switch
        {
            _ when result.TimedOut => (TransferFault.Link, "rsync stood still and was killed."),
            _ when Says("No space left") || Says("Disk quota exceeded") => (TransferFault.DiskFull, "The receiving disk is full."),
            _ when Says("Host key verification failed") || Says("REMOTE HOST IDENTIFICATION HAS CHANGED") =>
                (TransferFault.Denied, "The storage host's key is not the one that is pinned in the known hosts file."),
            255 or 12 when Says("Permission denied (") || Says("Too many authentication failures") =>
                (TransferFault.Denied, "The storage host does not accept the key."),
            255 when Says("UNPROTECTED PRIVATE KEY") || Says("invalid format") || Says("error in libcrypto") =>
                (TransferFault.Denied, "The private key is not usable."),
            3 or 23 or 24 or 11 or 12 when Says("No such file or directory") || Says("file has vanished") =>
                (TransferFault.Missing, "The file, or the folder it should go to, is not there."),
            3 or 23 or 11 or 12 when Says("Permission denied") || Says("Read-only file system") || Says("Operation not permitted") =>
                (TransferFault.Denied, "The file or folder may not be read or written."),
            24 => (TransferFault.Missing, "The file vanished while it was read."),
            11 => (TransferFault.DiskFull, "The receiving disk did not take the data."),
            255 => (TransferFault.Link, "The storage host cannot be reached over SSH."),
            5 or 10 or 12 or 30 or 35 => (TransferFault.Link, "The connection to the storage host broke."),
            _ => (TransferFault.Unknown, $"rsync ended with {result.ExitCode}."),
        };
    }
}
