using System.Diagnostics;
using System.Globalization;
using Transcoder.Chaos.Tests.Farms;
using Transcoder.Chaos.Tests.Films;
using Transcoder.Chaos.Tests.Plan;
using Transcoder.Media.Files;
using Transcoder.Media.Processes;

namespace Transcoder.Chaos.Tests;

/// <summary>Plays a plan on a farm.</summary>
internal sealed class ChaosRun(ChaosFarm farm, Journal journal, ToolRunner tools)
{
    private readonly Faults _faults = new(farm, tools);
    private readonly FilmMaker _maker = new(tools);

    /// <summary>Returns when every film lies there and everything that was broken is whole again.</summary>
    public async Task PlayAsync(IReadOnlyList<ChaosStep> plan, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var playing = new List<Task>();
        foreach (var step in plan)
        {
            var wait = step.At - clock.Elapsed;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, cancellationToken);
            }

            playing.Add(step is ChaosStep.Fault fault ? InflictAsync(fault, cancellationToken) : DropAsync(((ChaosStep.Drop)step).Film, cancellationToken));
            if (playing.Find(task => task.IsFaulted) is { } failed)
            {
                await failed;
            }

            playing.RemoveAll(task => task.IsCompleted);
        }

        await Task.WhenAll(playing);
    }

    private async Task InflictAsync(ChaosStep.Fault fault, CancellationToken cancellationToken)
    {
        var at = journal.Now;
        journal.Say(Describe(fault));
        var clock = Stopwatch.StartNew();
        if (await _faults.InflictAsync(fault, cancellationToken))
        {
            journal.Add(new Inflicted(fault.Kind, at));
            journal.Say(string.Create(CultureInfo.InvariantCulture, $"  {fault.Kind} is over after {clock.Elapsed.TotalSeconds:0.0} s"));
        }
        else
        {
            journal.Say($"  {fault.Kind} found nothing to break");
        }
    }

    private async Task DropAsync(Film film, CancellationToken cancellationToken)
    {
        var made = Path.Combine(farm.Farm.Tree.Folder("films"), $"{film.Number}.mkv");
        await _maker.MakeAsync(film, made, cancellationToken);
        var sha256 = await FileHash.Sha256Async(made, cancellationToken);
        journal.Add(film, sha256);
        await farm.Disk.DropAsync(made, film.Source);
        if (!film.IsGood)
        {
            journal.Say($"{film.Source} is {film.Kind}");
        }
    }

    private static string Describe(ChaosStep.Fault fault) => fault.Kind switch
    {
        FaultKind.EncoderKilled or FaultKind.EncoderStopped or FaultKind.EncoderFrozen or FaultKind.LinkCut => string.Create(
            CultureInfo.InvariantCulture, $"{fault.Kind} {fault.Encoder + 1} for {fault.Length.TotalSeconds:0.0} s"),
        FaultKind.StorageFull or FaultKind.StorageAway => string.Create(CultureInfo.InvariantCulture, $"{fault.Kind} for {fault.Length.TotalSeconds:0.0} s"),
        FaultKind.FfmpegWrong => string.Create(
            CultureInfo.InvariantCulture, $"{fault.Kind} {fault.Encoder + 1}: {fault.Ffmpeg} for {fault.Length.TotalSeconds:0.0} s"),
        _ => fault.Kind.ToString(),
    };
}
