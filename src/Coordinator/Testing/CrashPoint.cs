namespace Transcoder.Coordinator.Testing;

/// <summary>
/// Every step of the coordinator behind or before which a crash leaves something different on disk, in the database or at the broker, in the
/// order of the pipeline. A test kills a coordinator at each of them, so a new member needs a run that passes it.
/// </summary>
public enum CrashPoint
{
    /// <summary>The first start has marked one of the folders.</summary>
    FolderMarked,

    /// <summary>All folders bear their marks, of which the database knows nothing yet.</summary>
    FoldersMarked,

    /// <summary>A new database has its jobs back from their records, but does not know the folders yet.</summary>
    JobsRestored,

    /// <summary>Sources have settled.</summary>
    SourcesSettled,

    /// <summary>Sources have jobs.</summary>
    JobsAdded,

    /// <summary>A message asks for a job.</summary>
    SubmissionReceived,

    /// <summary>The job that a message asked for is there; the message is not acknowledged.</summary>
    SubmissionTaken,

    /// <summary>The source of a job that is tried again is back in <c>incoming/</c>.</summary>
    SourceBroughtBack,

    /// <summary>It is decided what to make of a source.</summary>
    PlanDecided,

    /// <summary>The plan is written and the output's name reserved.</summary>
    OutputNameReserved,

    /// <summary>A chunk is cut out of its film and not ordered.</summary>
    ChunkCut,

    /// <summary>The order of a chunk is written.</summary>
    ChunkNoted,

    /// <summary>The coordinator has read a source itself and keeps its frame list in <c>work/</c>.</summary>
    SourceIndexed,

    /// <summary>An order is about to be published.</summary>
    OrderWritten,

    /// <summary>The broker has confirmed an order.</summary>
    OrderPublished,

    /// <summary>The confirmation is written.</summary>
    OrderNoted,

    /// <summary>An encoder tells that it works on an order.</summary>
    StartReceived,

    /// <summary>The execution is written; the message is not acknowledged.</summary>
    StartNoted,

    /// <summary>An encoder tells that it stops in order.</summary>
    HandBackReceived,

    /// <summary>The end of its execution is written; the message is not acknowledged.</summary>
    HandBackNoted,

    /// <summary>An encoder declines an order.</summary>
    DeclineReceived,

    /// <summary>The next order is written; the message is not acknowledged.</summary>
    DeclineNoted,

    /// <summary>An encoder tells of a failure.</summary>
    FailureReceived,

    /// <summary>The failure is written; the message is not acknowledged.</summary>
    FailureNoted,

    /// <summary>The broker has given an order up.</summary>
    PoisonReceived,

    /// <summary>The next order is written; the message is not acknowledged.</summary>
    PoisonNoted,

    /// <summary>An encoder tells of a result.</summary>
    ResultReceived,

    /// <summary>The result is written; the message is not acknowledged.</summary>
    ResultNoted,

    /// <summary>A user's cancellation is written, and encoders are not told.</summary>
    JobCancelled,

    /// <summary>A result is where no encoder writes.</summary>
    ResultTaken,

    /// <summary>A result is proven or refused.</summary>
    ResultJudged,

    /// <summary>The judgement is written.</summary>
    VerdictNoted,

    /// <summary>The pieces of a film are joined, and nothing is proven of the whole.</summary>
    PiecesJoined,

    /// <summary>The record of a commit stands beside the results.</summary>
    CommitRecorded,

    /// <summary>A result is copied to the file system of <c>completed/</c>.</summary>
    ResultCopied,

    /// <summary>A result is about to get its final name.</summary>
    ResultStaged,

    /// <summary>A result has got another name because a stranger has its own.</summary>
    OutputRenamed,

    /// <summary>A result stands under its final name.</summary>
    ResultPublished,

    /// <summary>The job is completed in the database; its source is where it was.</summary>
    OutputNoted,

    /// <summary>A refused result is copied to the file system of <c>failed/</c>.</summary>
    RefusedResultCopied,

    /// <summary>A refused result is kept in <c>failed/</c>, and its job does not say so.</summary>
    RefusedResultKept,

    /// <summary>The failed job says where its refused result is.</summary>
    RefusedResultNoted,

    /// <summary>A failed or cancelled job has its record, and nothing else has followed.</summary>
    EndRecorded,

    /// <summary>A source is copied to another file system, under a temporary name.</summary>
    SourceCopied,

    /// <summary>A source stands in <c>incoming/</c> and, on another file system, where its fate moves it.</summary>
    SourceCopyPublished,

    /// <summary>A source is where its fate says.</summary>
    SourceMoved,

    /// <summary>A source is deleted.</summary>
    SourceDeleted,

    /// <summary>The report of a failure is written.</summary>
    ReportWritten,

    /// <summary>A job's work files are gone.</summary>
    WorkFilesRemoved,

    /// <summary>A final job's record is written; the database does not know that its source has its fate.</summary>
    FateRecorded,

    /// <summary>Everything of a job is done.</summary>
    FateNoted,

    /// <summary>An entry of <c>work/</c> that belonged to nobody is deleted.</summary>
    WorkSwept,
}
