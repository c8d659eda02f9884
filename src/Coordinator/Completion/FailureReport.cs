using System.Globalization;
using System.Text;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Completion;

/// <summary>Writes why a job failed, for people, beside the source in <c>failed/</c>.</summary>
internal sealed class FailureReport(StorageLayout layout, StorageGuard guard)
{
    // ".NAME.tmp" is how it is written.
    private const int LongestName = FileNames.Longest - 5;

    /// <param name="job">Failed, with everything.</param>
    /// <param name="sourceNow">Where its source is now, below the root.</param>
    /// <exception cref="StorageMissingException">The folder is away; nothing was written.</exception>
    public void Write(Job job, string? sourceNow)
    {
        var below = sourceNow is null ? null : layout.Within(StorageFolder.Failed, sourceNow);
        below ??= layout.Within(StorageFolder.Incoming, job.SourcePath) ?? job.SourcePath;
        var path = layout.Absolute(layout.Below(StorageFolder.Failed, Name(below, job)));
        guard.MakeFolder(StorageFolder.Failed, Path.GetDirectoryName(path)!);
        AtomicFile.Replace(path, Encoding.UTF8.GetBytes(Text(job)));
    }

    /// <summary>The source's name with an ending; of a name that is too long for that, the beginning and the job.</summary>
    internal static string Name(string below, Job job)
    {
        var ending = $".{job.Profile}.report.txt";
        var cut = below.LastIndexOf('/') + 1;
        if (FileNames.Bytes(below[cut..] + ending) <= LongestName)
        {
            return below + ending;
        }

        ending = $".{job.Id:n}{ending}";
        return below[..cut] + FileNames.Cut(below[cut..], LongestName - FileNames.Bytes(ending)) + ending;
    }

    internal static string Text(Job job)
    {
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"Source:  {job.SourcePath}")
            .AppendLine(CultureInfo.InvariantCulture, $"Profile: {job.Profile}")
            .AppendLine(CultureInfo.InvariantCulture, $"Job:     {job.Id}")
            .AppendLine(CultureInfo.InvariantCulture, $"Kind:    {job.FailureKind}")
            .AppendLine(CultureInfo.InvariantCulture, $"Reason:  {job.Reason}");
        foreach (var note in job.NoteLines)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Note:    {note}");
        }

        text.AppendLine();
        foreach (var entry in job.Timeline)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{entry.At:u}  {entry.Text}");
        }

        foreach (var execution in WorkFiles.Executions(job).Where(execution => execution.Reason is not null))
        {
            text.AppendLine().AppendLine(
                CultureInfo.InvariantCulture,
                $"{execution.EncoderName}: {execution.FailureKind}, exit code {execution.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "none"}: {execution.Reason}");
            text.AppendLine(execution.LogTail);
        }

        return text.ToString();
    }
}
