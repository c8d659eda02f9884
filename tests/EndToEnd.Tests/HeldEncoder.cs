using Transcoder.Contracts;
using Transcoder.FarmKit;
using Transcoder.TestKit;

namespace Transcoder.EndToEnd.Tests;

/// <summary>Has an encoder come to a step of its work, and stay there.</summary>
internal static class HeldEncoder
{
    /// <summary>The phases in which a tool works that can be held.</summary>
    public static readonly ExecutionPhase[] Phases =
        [ExecutionPhase.Pulling, ExecutionPhase.Encoding, ExecutionPhase.Checking, ExecutionPhase.Pushing];

    /// <summary>Starts a coordinator and an encoder, drops the film <c>h264/film.mkv</c>, and waits until the encoder is held in its work on it.</summary>
    /// <param name="farm">Without coordinator and encoders.</param>
    /// <param name="name">Of the encoder.</param>
    /// <param name="phase">One of <see cref="Phases"/>.</param>
    /// <param name="settings">More settings of the encoder, as a user writes them.</param>
    /// <returns>The encoder, and the tool that holds it until it is healed.</returns>
    public static async Task<(TranscoderProcess Encoder, ToolDouble Holding)> StartAsync(
        Farm farm, string name, ExecutionPhase phase, params string[] settings)
    {
        var (program, text) = phase switch
        {
            ExecutionPhase.Pulling => ("rsync", ".pull-"),
            ExecutionPhase.Encoding => ("ffmpeg", "-progress"),
            ExecutionPhase.Checking => ("ffprobe", ""),
            ExecutionPhase.Pushing => ("rsync", "storage/work"),
            _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "No tool works then"),
        };
        var tool = new ToolDouble(farm.Tree.Folder("tools"), program);
        farm.Coordinator();
        var encoder = farm.Encoder(name, tool.Environment, settings);
        await farm.Api.ReadyAsync();
        await Eventually.TrueAsync(() => encoder.HasStarted, Farm.Limit, farm.State);
        tool.Hold(text);
        await farm.DropAsync("h264/film.mkv", Farm.SmallFilm);
        await tool.HeldAsync(Farm.Limit, farm.State);
        await Eventually.TrueAsync(
            async () => await farm.Api.ExecutionsAsync("h264/film.mkv") is [{ Progress: { } progress }] && progress.Phase == phase,
            Farm.Limit, () => Task.FromResult(farm.State()));
        return (encoder, tool);
    }
}
