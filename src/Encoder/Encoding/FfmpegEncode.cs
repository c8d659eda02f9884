using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Encoder.Outcomes;
using Transcoder.Encoder.Settings;
using Transcoder.Encodes;
using Transcoder.Media.Ffmpeg;
using Transcoder.Media.Processes;

namespace Transcoder.Encoder.Encoding;

/// <summary>Runs one ffmpeg, tells how far it is, and kills it when it hangs.</summary>
internal sealed class FfmpegEncode(ToolRunner tools, SourceDiagnosis diagnosis, IOptions<EncoderOptions> options, TimeProvider time)
{
    private readonly EarlyComplaints _early = new(tools);
    private readonly OpusLead _lead = new(tools);
    private readonly UncroppedInput _uncropped = new(tools);

    // The same each time.
    private static IReadOnlyList<string> Exactly { get; } = [.. Complaints.Each, .. FfmpegPath.OneThread];

    /// <param name="settings">Proven to be in range.</param>
    /// <param name="piece">Likewise; null for a whole film.</param>
    /// <param name="source">Absolute path.</param>
    /// <param name="result">Absolute path; overwritten. What stands there after a failure is the caller's to remove.</param>
    /// <param name="maximumBytes">A result that gets larger is given up; null takes any.</param>
    /// <param name="acceptDamage">An ffmpeg that ends well with complaints runs once more, decoding with one thread, and they are no failure yet.</param>
    /// <param name="report">Called twice a second at most, by one thread at a time.</param>
    /// <param name="cancellationToken">Kills ffmpeg at once.</param>
    /// <exception cref="OperationCanceledException">Cancelled, and ffmpeg is gone.</exception>
    /// <exception cref="ToolMissingException">There is no ffmpeg.</exception>
    public async Task<EncodeStep> RunAsync(
        EncodeSettings settings, PieceSettings? piece, string source, string result, long? maximumBytes, bool acceptDamage, Action<EncodeProgress> report,
        CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var lead = await LeadAsync(settings, piece, source, cancellationToken);
        var beginning = piece is null && CutOffBeginning.IsLikely(source) ? await BeginningAsync(settings, source, cancellationToken) : null;
        var uncropped = await _uncropped.OptionsAsync(source, cancellationToken);
        var arguments = FfmpegArguments.For(settings, piece, source, result, [.. uncropped, .. beginning is null ? [] : Exactly]);
        var (step, complaints) = await OnceAsync(lead.Of(arguments, source, result), piece, source, result, maximumBytes, options.Value.EncodeLimit, report, cancellationToken);
        if (!IsComplaint(step))
        {
            return step;
        }

        if (beginning is null)
        {
            // What is shown behind it leans on nothing that is missing.
            beginning = await BeginningAsync(settings, source, cancellationToken) is { } found && !(piece?.Start >= found.EndTime.TotalMilliseconds) ? found : null;
            if (beginning is null && !acceptDamage)
            {
                return step;
            }

            if (piece?.Content is not PieceContent.Tracks)
            {
                // What several threads make of a damaged picture is another one each time, and nothing that the result could be compared with.
                arguments = FfmpegArguments.For(settings, piece, source, result, [.. uncropped, .. Exactly]);
                (step, complaints) = await OnceAsync(
                    lead.Of(arguments, source, result), piece, source, result, maximumBytes, options.Value.EncodeLimit - time.GetElapsedTime(began), report, cancellationToken);
            }
        }

        return step is EncodeStep.Failed { Failure: var complaint, Made: { } written } && IsComplaint(step)
            ? await ForgivenAsync(settings, source, beginning, complaints, cancellationToken) ? written with { Beginning = beginning }
                : acceptDamage ? written with { Complaint = complaint } : step
            : step;
    }

    private static bool IsComplaint(EncodeStep step) => step is EncodeStep.Failed { Failure: { ExitCode: 0, Kind: FailureKind.BadSource } };

    private Task<CutOffBeginning?> BeginningAsync(EncodeSettings settings, string source, CancellationToken cancellationToken) =>
        CutOffBeginning.FindAsync(tools, source, settings.Video.SourceStream, cancellationToken);

    private async Task<bool> ForgivenAsync(
        EncodeSettings settings, string source, CutOffBeginning? beginning, Complaints complaints, CancellationToken cancellationToken) =>
        beginning is not null
        && complaints.AreAmong(await _early.OfFilmAsync(source, settings, beginning, options.Value.StallLimit, cancellationToken));

    private async Task<OpusCopies> LeadAsync(EncodeSettings settings, PieceSettings? piece, string source, CancellationToken cancellationToken)
    {
        var (first, format) = (piece is null ? 1 : 0, FfmpegArguments.Format(settings.Container));
        var tracks = settings.Streams.Select((stream, index) => (Place: first + index, stream.SourceStream, stream.Kind, stream.Codec, stream.SourceCodec)).ToList();
        var made = tracks.Where(track => track.Codec is StreamCodec.Opus).Select(track => track.Place).ToList();
        var copied = tracks.Where(track => track is { Kind: StreamKind.Audio, Codec: StreamCodec.Copy, SourceCodec: null or "opus" }).Select(track => (track.Place, track.SourceStream));
        string[] moved = made.Count > 0 && await _lead.FilterAsync(format, cancellationToken) is { } filter
            ? [.. made.SelectMany(place => FfmpegArguments.OpusFilters(place, filter))] : [];
        var copies = await _lead.OfCopiesAsync(format, source, [.. copied], cancellationToken);
        return copies with { Options = [.. moved, .. copies.Options] };
    }

    private async Task<(EncodeStep Step, Complaints Complaints)> OnceAsync(
        IReadOnlyList<string> arguments, PieceSettings? piece, string source, string result, long? maximumBytes, TimeSpan limit, Action<EncodeProgress> report,
        CancellationToken cancellationToken)
    {
        var (tooLarge, complaints) = (false, new Complaints());
        var parser = new ProgressParser();
        var began = time.GetTimestamp();
        using var killing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var over = new CancellationTokenSource();
        var watch = new HangWatch(options.Value.StallLimit, time);
        var watching = watch.RunAsync(killing, over.Token);
        try
        {
            var ended = await tools.RunAsync(
                new ToolRequest
                {
                    Program = "ffmpeg",
                    Arguments = arguments,
                    Confinement = Confinement.To(source) with { Writes = result },
                    Environment = FfmpegArguments.Environment,
                    ErrorLine = line =>
                    {
                        if (!ToolWords.SayNothing(line))
                        {
                            complaints.Add(line);
                        }
                    },
                    Started = id => watch.ProcessId = id,
                    Limit = limit,
                    OutputLine = line =>
                    {
                        if (parser.Feed(line) is { } progress)
                        {
                            watch.Frames = progress.Frames;
                            report(progress);
                            if (progress.Bytes > maximumBytes && !progress.Ended)
                            {
                                tooLarge = true;
                                killing.Cancel();
                            }
                        }
                    },
                },
                killing.Token);
            ended = ended with { ErrorTail = [.. ended.ErrorTail.Where(line => !ToolWords.SayNothing(line))] };
            if (piece is { Start: { } start } && ended is { Succeeded: true, ErrorEmpty: false }
                && complaints.AreAmong(await _early.OfCutAsync(source, start, options.Value.StallLimit, killing.Token)))
            {
                ended = ended with { ErrorTail = [] };
            }

            var written = new EncodeStep.Written(watch.Frames, time.GetElapsedTime(began));
            return EncodeFailures.Judge(ended with { ErrorTail = ToolWords.Without(ended.ErrorTail, source) }) is { } failure
                ? (new EncodeStep.Failed(failure, written), complaints)
                : (written, complaints);
        }
        catch (OperationCanceledException) when (tooLarge && !cancellationToken.IsCancellationRequested)
        {
            var reason = $"The result got larger than the source's {maximumBytes} bytes after {watch.Frames} frames: the source stays as it is";
            return (new EncodeStep.Failed(new StepFailure(FailureKind.NotSmaller, reason)), complaints);
        }
        catch (OperationCanceledException) when (watch.Hung && !cancellationToken.IsCancellationRequested)
        {
            var reason = $"ffmpeg gained neither frames nor CPU time for {options.Value.StallLimit}, after {watch.Frames} frames";
            return (new EncodeStep.Failed(new StepFailure(FailureKind.Stalled, reason)), complaints);
        }
        finally
        {
            await over.CancelAsync();
            await watching;
        }
    }

    /// <summary>Blames a source that is found damaged, and says where; after an encode that failed.</summary>
    /// <inheritdoc cref="SourceDiagnosis.ExplainAsync"/>
    public Task<StepFailure> ExplainAsync(StepFailure failure, string source, EncodeSettings settings, CancellationToken cancellationToken) =>
        diagnosis.ExplainAsync(failure, source, settings, cancellationToken);
}
