using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Cli.Encoding;

/// <summary>Shows people how far inputs are. Called from one loop, a few times a second.</summary>
internal interface IEncodeDisplay
{
    /// <param name="item">One input.</param>
    /// <param name="state">Where its job stands now.</param>
    /// <param name="progress">What its encoder told last; null while none works on it.</param>
    void Update(EncodeItem item, JobState state, ExecutionProgress? progress);
}
