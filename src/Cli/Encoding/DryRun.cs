using Transcoder.Cli.Terminal;
using Transcoder.Coordinator.Planning;
using Transcoder.Coordinator.Profiles;
using Transcoder.Encodes;
using Transcoder.Media.Ffprobe;

namespace Transcoder.Cli.Encoding;

/// <summary>Says what <c>encode</c> would make of its inputs, and about how large; nothing is written.</summary>
internal sealed class DryRun(FfprobeClient ffprobe, SizeEstimate sizes, EncodePlace place)
{
    /// <summary>Tells of one input on a writer, one sentence a line.</summary>
    /// <param name="input">As it was typed.</param>
    /// <param name="profile">How it would be encoded.</param>
    /// <param name="people">Where a person reads.</param>
    /// <param name="cancellationToken">Kills the tools.</param>
    /// <returns>The answer for programs: "planned" with the estimated size, or "failed" with the reason.</returns>
    public async Task<EncodeResult> RunAsync(string input, Profile profile, TextWriter people, CancellationToken cancellationToken)
    {
        var (source, wanted) = (InputFile.Behind(input), place.Wanted(input, profile.Container));
        var output = Path.Combine(place.Folder, wanted);
        if ((InputFile.Refusal(input, source) ?? place.Taken(wanted)) is { } problem)
        {
            return await RefuseAsync(input, profile, problem, people);
        }

        switch (await ffprobe.ProbeSourceAsync(source, cancellationToken))
        {
            case ProbeOutcome.Unreadable unreadable:
                return await RefuseAsync(input, profile, unreadable.Reason, people);
            case ProbeOutcome.Probed { Probe: var probe } when EncodePlanner.Plan(probe, profile) is PlanOutcome.Planned { Plan: var plan }:
                await people.WriteLineAsync($"{input} -> {output} ({profile.Name})");
                foreach (var sentence in PlanText.Of(probe, plan))
                {
                    await people.WriteLineAsync($"  {sentence}");
                }

                var sourceBytes = new FileInfo(source).Length;
                var bytes = await sizes.RunAsync(plan.Settings, source, plan.Duration, cancellationToken);
                await people.WriteLineAsync($"  {Show.Estimate(bytes, sourceBytes)}");
                return new EncodeResult(
                    input, output, EncodeResult.Planned, profile.Name, sourceBytes, bytes, plan.ExpectedFrames, plan.Duration?.TotalSeconds, null, null)
                {
                    Notes = plan.Notes,
                };
            case ProbeOutcome.Probed { Probe: var probe } when EncodePlanner.Plan(probe, profile) is PlanOutcome.LeftAsItIs { Reason: var reason }:
                await people.WriteLineAsync($"{input}: skipped: {reason}");
                return new EncodeResult(
                    input, source, EncodeResult.Skipped, profile.Name, new FileInfo(source).Length, null, null, probe.Duration?.TotalSeconds, null, reason);
            case ProbeOutcome.Probed { Probe: var probe }:
                return await RefuseAsync(input, profile, ((PlanOutcome.Refused)EncodePlanner.Plan(probe, profile)).Reason, people);
            default:
                throw new InvalidOperationException("Unknown outcome of a look at a header");
        }
    }

    private static async Task<EncodeResult> RefuseAsync(string input, Profile profile, string reason, TextWriter people)
    {
        await people.WriteLineAsync($"{input}: refused: {reason}");
        return new EncodeResult(input, null, EncodeResult.Failed, profile.Name, null, null, null, null, null, reason);
    }
}
