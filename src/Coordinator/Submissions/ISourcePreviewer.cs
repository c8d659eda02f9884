using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Profiles;

namespace Transcoder.Coordinator.Submissions;

/// <summary>Looks at a source as the planner would, for who asks before submitting. The planner's own slice does it.</summary>
public interface ISourcePreviewer
{
    /// <summary>One look at the header, and encodes of short samples; nothing is written.</summary>
    Task<SourcePreview> PreviewAsync(NewJob job, Profile profile, CancellationToken cancellationToken);
}
