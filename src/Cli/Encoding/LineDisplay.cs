using Transcoder.Cli.Terminal;
using Transcoder.Contracts;
using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Cli.Encoding;

/// <summary>Plain lines where no person sees a terminal: each change of a state, and the progress now and then.</summary>
internal sealed class LineDisplay(TextWriter output, TimeProvider time) : IEncodeDisplay
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly Dictionary<EncodeItem, (JobState State, DateTimeOffset At)> _shown = [];

    public void Update(EncodeItem item, JobState state, ExecutionProgress? progress)
    {
        var now = time.GetUtcNow();
        var known = _shown.TryGetValue(item, out var last);
        if (known && last.State == state && (progress is null || now - last.At < Pause))
        {
            return;
        }

        _shown[item] = (state, now);
        output.WriteLine(known && last.State == state && progress is not null
            ? $"{item.Input}: {Show.Number(progress.Percent)} %, {Show.Number(progress.FramesPerSecond)} fps, {Show.Time(progress.Remaining)} left"
            : $"{item.Input}: {JobStateName.Of(state)}");
    }
}
