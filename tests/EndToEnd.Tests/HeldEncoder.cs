using Transcoder.Contracts;
using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests;

/// <summary>An encoder that comes to a step of its work on a film, and stays there until its tool is healed.</summary>
internal sealed class HeldEncoder
{
    /// <summary>The phases in which a tool works that can be held.</summary>
    public static readonly ExecutionPhase[] Phases =
        [ExecutionPhase.Pulling, ExecutionPhase.Encoding, ExecutionPhase.Checking, ExecutionPhase.Pushing];

    private readonly Farm _farm;
    private readonly ExecutionPhase _phase;

    private HeldEncoder(Farm farm, ExecutionPhase phase, ToolDouble tool, TranscoderProcess process) =>
        (_farm, _phase, Tool, Process) = (farm, phase, tool, process);

    public TranscoderProcess Process { get; }

    /// <summary>Holds it.</summary>
    public ToolDouble Tool { get; }

    /// <summary>Starts an encoder that is held as soon as it has come so far with any film.</summary>
    /// <param name="farm">Has a coordinator.</param>
    /// <param name="name">Of the encoder.</param>
    /// <param name="phase">One of <see cref="Phases"/>.</param>
    /// <param name="settings">More settings, as a user writes them.</param>
    public static HeldEncoder Start(Farm farm, string name, ExecutionPhase phase, params string[] settings)
    {
        var (program, text) = phase switch
        {
            ExecutionPhase.Pulling => ("rsync", ".pull-"),
            ExecutionPhase.Encoding => ("ffmpeg", "-progress"),
            ExecutionPhase.Checking => ("ffprobe", "-show_streams"),
            ExecutionPhase.Pushing => ("rsync", "storage/work"),
            _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "No tool works then"),
        };
        var tool = new ToolDouble(farm.Tree.Folder($"tools-{name}"), program);
        tool.Hold(text);
        return new HeldEncoder(farm, phase, tool, farm.Encoder(name, tool.Environment, settings));
    }

    /// <summary>Waits until it is held in its work on a film, and the coordinator knows.</summary>
    /// <param name="film">Below <c>incoming/</c>.</param>
    public async Task HeldAsync(string film)
    {
        await Tool.HeldAsync(Farm.Limit, _farm.State);
        await Eventually.TrueAsync(
            async () => (await _farm.Api.ExecutionsAsync(film)).Any(execution => execution.Progress?.Phase == _phase),
            Farm.Limit, () => Task.FromResult(_farm.State()));
    }
}
