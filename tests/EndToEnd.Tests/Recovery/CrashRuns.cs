using Transcoder.Coordinator.Testing;

namespace Transcoder.EndToEnd.Tests.Recovery;

/// <summary>Which kind of run passes which points; each point is in at least one.</summary>
internal static class CrashRuns
{
    /// <summary>A first start, and the way of a film into the pipeline.</summary>
    public static readonly CrashPoint[] Ordered =
    [
        CrashPoint.FolderMarked, CrashPoint.FoldersMarked, CrashPoint.JobsRestored, CrashPoint.SourcesSettled, CrashPoint.JobsAdded,
        CrashPoint.PlanDecided, CrashPoint.OutputNameReserved, CrashPoint.OrderWritten, CrashPoint.OrderPublished, CrashPoint.OrderNoted,
        CrashPoint.StartReceived, CrashPoint.StartNoted,
    ];

    /// <summary>The way of a result out of it, all folders on one file system.</summary>
    public static readonly CrashPoint[] Committed =
    [
        CrashPoint.SourceIndexed, CrashPoint.ResultReceived, CrashPoint.ResultNoted, CrashPoint.ResultTaken, CrashPoint.ResultJudged,
        CrashPoint.VerdictNoted, CrashPoint.CommitRecorded, CrashPoint.ResultStaged, CrashPoint.ResultPublished, CrashPoint.OutputNoted,
        CrashPoint.SourceMoved, CrashPoint.WorkFilesRemoved, CrashPoint.FateRecorded, CrashPoint.FateNoted,
    ];

    /// <summary>Results and archive on another file system than work and sources.</summary>
    public static readonly CrashPoint[] Copied = [CrashPoint.ResultCopied, CrashPoint.SourceCopied, CrashPoint.SourceCopyPublished];

    /// <summary>A stranger's file has the output's name.</summary>
    public static readonly CrashPoint[] Renamed = [CrashPoint.OutputRenamed];

    /// <summary>Sources are deleted, and something of nobody's lies in the work folder.</summary>
    public static readonly CrashPoint[] Deleted = [CrashPoint.WorkSwept, CrashPoint.SourceDeleted];

    /// <summary>A film that cannot be decoded.</summary>
    public static readonly CrashPoint[] Failed = [CrashPoint.FailureReceived, CrashPoint.FailureNoted, CrashPoint.EndRecorded, CrashPoint.ReportWritten];

    /// <summary>The same, tried again.</summary>
    public static readonly CrashPoint[] Retried = [CrashPoint.SourceBroughtBack];

    /// <summary>A film whose results are refused; the first point only where <c>failed/</c> is on another file system than <c>work/</c>.</summary>
    public static readonly CrashPoint[] Refused = [CrashPoint.RefusedResultCopied, CrashPoint.RefusedResultKept, CrashPoint.RefusedResultNoted];

    /// <summary>A film in chunks.</summary>
    public static readonly CrashPoint[] InChunks = [CrashPoint.ChunkCut, CrashPoint.ChunkNoted, CrashPoint.PiecesJoined];

    /// <summary>Messages that come over a broker only, in the order of one job.</summary>
    public static readonly CrashPoint[] Messages =
    [
        CrashPoint.SubmissionReceived, CrashPoint.SubmissionTaken, CrashPoint.HandBackReceived, CrashPoint.HandBackNoted,
        CrashPoint.DeclineReceived, CrashPoint.DeclineNoted, CrashPoint.PoisonReceived, CrashPoint.PoisonNoted, CrashPoint.JobCancelled,
    ];

    public static IEnumerable<CrashPoint> All => [.. Ordered, .. Committed, .. Copied, .. Renamed, .. Deleted, .. Failed, .. Retried, .. Refused, .. InChunks, .. Messages];
}
