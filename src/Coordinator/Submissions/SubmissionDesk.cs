using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Profiles;
using Transcoder.Coordinator.Storage;
using Transcoder.Media.Files;

namespace Transcoder.Coordinator.Submissions;

/// <summary>
/// Takes jobs from people and scripts. Whoever submits a file says that it is complete, so no quiet period is waited for;
/// a file that changes afterwards is noticed by its identity.
/// </summary>
public sealed class SubmissionDesk(JobStore store, ProfileCatalog profiles, StorageLayout layout, StorageGuard guard)
{
    /// <summary>Bytes of a request, by whichever way it comes: several times the longest path, however it is written.</summary>
    public const int LargestRequest = 64 * 1024;

    /// <summary>Adds a job. The same submission twice is harmless.</summary>
    /// <param name="path">Of a regular file below <c>incoming/</c>, '/'-separated, with or without the leading "incoming/".</param>
    /// <param name="profile">Name of a profile; null or empty lets the source's folder choose.</param>
    /// <param name="priority">-100 to 100; higher goes first.</param>
    /// <param name="requestedOutput">Wanted name below <c>completed/</c>, with the ending of the profile's container; null lets the planner choose.</param>
    /// <param name="cancellationToken">Ends the wait; the job may have been added.</param>
    public async Task<SubmitOutcome> SubmitAsync(
        string path, string? profile, int priority, string? requestedOutput, CancellationToken cancellationToken)
    {
        var (job, _, refusal) = Check(path, profile, priority, requestedOutput);
        if (job is null)
        {
            return new SubmitOutcome.Refused(refusal!);
        }

        var added = await store.AddAsync([job], cancellationToken);
        return new SubmitOutcome.Accepted(added[0].Id, added[0].Added);
    }

    /// <summary>What a submission would add, or why it is refused. Nothing is written.</summary>
    /// <inheritdoc cref="SubmitAsync"/>
    public (NewJob? Job, Profile? Profile, string? Refusal) Check(string path, string? profile, int priority, string? requestedOutput)
    {
        if (priority is < -100 or > 100)
        {
            return (null, null, $"Priority {priority} is not between -100 and 100");
        }

        if (guard.Problem(StorageFolder.Incoming) is { } problem)
        {
            return (null, null, problem);
        }

        if (!StoragePath.TryNormalize(path, out var normal))
        {
            return (null, null, $"\"{path}\" is not a path below incoming/: it must be relative, without \"..\" and empty names");
        }

        var (source, refusal) = Find(normal);
        if (source is null)
        {
            return (null, null, refusal);
        }

        var name = string.IsNullOrEmpty(profile) ? profiles.NameFor(layout.Within(StorageFolder.Incoming, source.Path)!) : profile;
        if (profiles.Find(name) is not { } found)
        {
            return (null, null, $"There is no profile \"{name}\"; there are {string.Join(", ", profiles.All.Select(one => one.Name))}");
        }

        if (Refusal(requestedOutput, found) is { } wrongOutput)
        {
            return (null, null, wrongOutput);
        }

        return (new NewJob(source.Path, source.File.Identity, source.File.Size, found.Name, priority, requestedOutput), found, null);
    }

    private (FoundFile? Source, string? Refusal) Find(string normal)
    {
        // "incoming/a.mov" means a.mov, unless there is a folder called incoming within incoming/ that has it.
        var leading = layout.Within(StorageFolder.Incoming, normal) is not null;
        var path = leading && !Path.Exists(layout.Absolute(layout.Below(StorageFolder.Incoming, normal)))
            ? normal : layout.Below(StorageFolder.Incoming, normal);
        if (!StoragePath.TryNormalize(path, out _))
        {
            return (null, $"\"{normal}\" is too long");
        }

        var absolute = layout.Absolute(path);
        if (FileFingerprint.TryRead(absolute) is not { } file)
        {
            return (null, Path.Exists(absolute) ? $"\"{path}\" is not a regular file" : $"There is no file \"{path}\"");
        }

        return StoragePath.StaysBelow(layout.Absolute(StorageFolder.Incoming), absolute)
            ? (new FoundFile(path, file), null)
            : (null, $"\"{path}\" leads out of incoming/ by a symbolic link");
    }

    private static string? Refusal(string? requestedOutput, Profile profile)
    {
        if (requestedOutput is null)
        {
            return null;
        }

        if (!StoragePath.TryNormalize(requestedOutput, out _))
        {
            return $"\"{requestedOutput}\" is not a name below completed/";
        }

        var ending = WorkNames.Extension(profile.Container);
        return requestedOutput.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
            ? null : $"Profile {profile.Name} makes {ending} files, and \"{requestedOutput}\" does not end so";
    }

    private sealed record FoundFile(string Path, FileFingerprint File);
}
