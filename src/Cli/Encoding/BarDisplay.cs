using Spectre.Console;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Cli.Encoding;

/// <summary>A bar for each input that is being worked on.</summary>
internal sealed class BarDisplay : IEncodeDisplay
{
    private readonly ProgressContext _context;
    private readonly Dictionary<EncodeItem, ProgressTask> _bars = [];

    private BarDisplay(ProgressContext context) => _context = context;

    /// <summary>Shows bars on standard error as long as the work runs.</summary>
    public static Task RunAsync(Func<IEncodeDisplay, Task> work) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) })
            .Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RateColumn())
            .StartAsync(context => work(new BarDisplay(context)));

    public void Update(EncodeItem item, JobState state, ExecutionProgress? progress)
    {
        if (state == JobState.Waiting)
        {
            return;
        }

        if (!_bars.TryGetValue(item, out var bar))
        {
            _bars[item] = bar = _context.AddTask(Markup.Escape(item.Name));
        }

        bar.Value = progress?.Percent ?? (state > JobState.Active ? bar.MaxValue : bar.Value);
        bar.State.Update<RateColumn.Rate>(RateColumn.Key, _ => new RateColumn.Rate(RateColumn.Text(state, progress)));
        if (JobTransitions.IsFinal(state))
        {
            bar.StopTask();
        }
    }
}
