using Spectre.Console;
using Spectre.Console.Rendering;
using Transcoder.Cli.Terminal;
using Transcoder.Contracts;
using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Cli.Encoding;

/// <summary>Frames per second and time left beside a bar, or where the job stands when nothing is being encoded.</summary>
internal sealed class RateColumn : ProgressColumn
{
    public const string Key = "rate";

    public static string Text(JobState state, ExecutionProgress? progress) => progress is { Phase: ExecutionPhase.Encoding }
        ? $"{Show.Number(progress.FramesPerSecond)} fps  {Show.Time(progress.Remaining)} left"
        : state == JobState.Active && progress is not null ? progress.Phase.ToString().ToLowerInvariant() : JobStateName.Of(state);

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.State.Get<Rate>(Key).Text ?? "");

    /// <summary>A bar keeps structures only.</summary>
    public readonly record struct Rate(string? Text);
}
