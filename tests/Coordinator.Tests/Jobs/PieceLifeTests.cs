using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Media.Chunks;
using static Transcoder.Coordinator.Tests.Jobs.JobBuilder;

namespace Transcoder.Coordinator.Tests.Jobs;

/// <summary>A film in three chunks of 100 frames.</summary>
public sealed class PieceLifeTests
{
    private const int Chunks = 3;
    private const long Frames = 100;
    private static readonly string Hash = new('c', 64);

    [Fact]
    public void A_chunk_is_ordered_when_it_is_cut()
    {
        var job = InChunks();
        Assert.All(job.Parts, part => Assert.Empty(part.Attempts));

        Assert.True(job.CutMade(job.Parts[1].Id, 10, Hash, Now));

        Assert.Equal([0, 1, 0], job.Parts.Select(part => part.Attempts.Count));
        Assert.Equal((10L, Hash), (job.Parts[1].CutBytes, job.Parts[1].CutSha256));
    }

    [Fact]
    public void A_chunk_that_is_cut_anew_is_ordered_once()
    {
        var job = InChunks();
        job.CutMade(job.Parts[0].Id, 10, Hash, Now);

        job.CutMade(job.Parts[0].Id, 11, Hash, Now);

        Assert.Single(job.Parts[0].Attempts);
        Assert.Equal(11, job.Parts[0].CutBytes);
    }

    [Fact]
    public void Tracks_are_a_part_of_their_own_where_they_are_encoded()
    {
        var sound = Settings.Streams[0] with { Codec = StreamCodec.Aac };
        var job = InChunks(Settings with { Streams = [sound] });

        Assert.Equal([PartKind.Chunk, PartKind.Chunk, PartKind.Chunk, PartKind.Tracks], job.Parts.Select(part => part.Kind));
        Assert.Single(job.Parts[^1].Attempts);
    }

    [Fact]
    public void The_job_is_joined_when_the_last_piece_is_proven()
    {
        var job = InChunks();
        foreach (var part in job.Parts)
        {
            Assert.Equal(JobState.Active, job.State);
            Prove(job, part);
        }

        Assert.Equal((JobState.Verifying, Chunks * Frames), (job.State, job.FramesDone));
        Assert.True(job.AcceptJoined(1, Hash, Now));
        Assert.Equal((JobState.Committing, 1L, Hash), (job.State, job.OutputBytes, job.OutputSha256));
    }

    [Fact]
    public void A_piece_counts_once()
    {
        var job = InChunks();
        var execution = Prove(job, job.Parts[0]);

        Assert.False(job.AcceptPiece(execution, Now));
        Assert.Equal(Frames, job.FramesDone);
    }

    [Fact]
    public void A_chunk_that_fails_is_tried_again_alone()
    {
        var job = InChunks();
        Prove(job, job.Parts[0]);
        job.CutMade(job.Parts[1].Id, 10, Hash, Now);

        job.Fail(job.Fails(FailureKind.CheckFailed, "alpha", part: job.Parts[1]), Now);

        Assert.Equal((JobState.Active, 2, "alpha"), (job.State, job.Parts[1].Attempts.Count, job.Parts[1].Current.AvoidEncoders));
        Assert.NotNull(job.Parts[0].AcceptedExecutionId);
    }

    [Theory]
    [InlineData(FailureKind.CheckFailed)]
    [InlineData(FailureKind.BadSource)]
    public void A_chunk_that_two_encoders_cannot_make_lets_the_film_be_encoded_whole(FailureKind kind)
    {
        var job = InChunks();
        Prove(job, job.Parts[0]);
        job.CutMade(job.Parts[1].Id, 10, Hash, Now);
        job.Fail(job.Fails(kind, "alpha", part: job.Parts[1]), Now);

        job.Fail(job.Fails(kind, "beta", part: job.Parts[1]), Now);

        Assert.Equal((JobState.Active, 0, 0L), (job.State, job.Chunks, job.FramesDone));
        var whole = Assert.Single(job.Parts);
        Assert.Equal((PartKind.Whole, AttemptState.Pending), (whole.Kind, whole.Current.State));
    }

    [Theory]
    [InlineData(FailureKind.BadSource, true, JobState.Failed)]
    [InlineData(FailureKind.BadSource, false, JobState.Failed)]
    [InlineData(FailureKind.CheckFailed, true, JobState.Active)]
    public void A_film_of_which_a_chunk_was_bad_twice_fails_with_one_more_word(FailureKind kind, bool othersLive, JobState expected)
    {
        var job = InChunks();
        job.CutMade(job.Parts[0].Id, 10, Hash, Now);
        job.Fail(job.Fails(kind, "alpha", part: job.Parts[0]), Now, othersLive: othersLive);
        job.Fail(job.Fails(kind, othersLive ? "beta" : "alpha", part: job.Parts[0]), Now, othersLive: othersLive);

        job.Fail(job.Fails(kind, "alpha"), Now, othersLive: othersLive);

        Assert.Equal(expected, job.State);
    }

    [Fact]
    public void A_retried_film_begins_without_suspicion()
    {
        var job = InChunks();
        job.CutMade(job.Parts[0].Id, 10, Hash, Now);
        job.Fail(job.Fails(FailureKind.BadSource, "alpha", part: job.Parts[0]), Now);
        job.Fail(job.Fails(FailureKind.BadSource, "beta", part: job.Parts[0]), Now);
        Assert.Equal("alpha\nbeta", job.Suspicions);
        job.Fail(job.Fails(FailureKind.BadSource, "alpha"), Now);

        job.Retry(Now);

        Assert.Equal((JobState.Waiting, ""), (job.State, job.Suspicions));
    }

    [Fact]
    public void A_film_that_the_coordinator_found_damaged_fails_with_one_word_of_an_encoder()
    {
        var job = Waiting();
        job.Plan(new JobPlan(Settings, null, null, []) { Suspected = true }, "film.mp4", Now);

        job.Fail(job.Fails(FailureKind.BadSource, "alpha"), Now, othersLive: true);

        Assert.Equal(JobState.Failed, job.State);
    }

    [Fact]
    public void A_chunk_that_hangs_on_every_encoder_does_not_cost_the_film()
    {
        var job = InChunks();
        job.CutMade(job.Parts[0].Id, 10, Hash, Now);
        foreach (var encoder in new[] { "alpha", "beta", "gamma" })
        {
            job.Fail(job.Fails(FailureKind.Stalled, encoder, part: job.Parts[0]), Now, othersLive: true);
        }

        Assert.Equal((JobState.Active, PartKind.Whole, ""), (job.State, Assert.Single(job.Parts).Kind, job.Suspicions));
    }

    [Fact]
    public void Results_of_pieces_mean_nothing_when_the_film_is_encoded_whole()
    {
        var job = InChunks();
        job.CutMade(job.Parts[0].Id, 10, Hash, Now);
        var late = job.Completes(part: job.Parts[0]);

        job.GoWhole("So it is.", Now);

        Assert.False(job.Deliver(late, Now));
        Assert.False(job.Wants(late.PartId));
    }

    [Fact]
    public void A_joined_film_that_is_not_the_source_lets_the_film_be_encoded_whole()
    {
        var job = InChunks();
        job.Parts.ForEach(part => Prove(job, part));

        Assert.True(job.GoWhole("A frame is missing.", Now));

        Assert.Equal((JobState.Active, PartKind.Whole), (job.State, Assert.Single(job.Parts).Kind));
    }

    [Fact]
    public void A_slow_chunk_is_raced_for_once_and_the_first_result_counts()
    {
        var job = InChunks();
        var part = job.Parts[0];
        job.CutMade(part.Id, 10, Hash, Now);
        var slow = job.Starts("alpha", part: part);
        job.Started(slow, Now);

        Assert.True(job.Race(slow.ExecutionId, Now));
        Assert.False(job.Race(slow.ExecutionId, Now));

        Assert.Equal((2, AttemptState.Pending, "alpha"), (part.Attempts.Count, part.Current.State, part.Current.AvoidEncoders));
        Prove(job, part, "beta");
        Assert.Equal(ExecutionState.Lost, part.Attempts[0].Executions.Single().State);
        Assert.False(job.Wants(part.Id));
    }

    [Fact]
    public void The_first_order_fixes_with_which_tools_all_pieces_are_made()
    {
        var job = InChunks();

        Assert.True(job.UseTools("x"));
        Assert.False(job.UseTools("y"));

        Assert.Equal("x", job.Toolchain);
        Assert.False(Active().UseTools("x"));
    }

    [Fact]
    public void Pieces_whose_tools_are_gone_are_all_made_anew_with_others()
    {
        var job = InChunks(Settings with { Streams = [Settings.Streams[0] with { Codec = StreamCodec.Aac }] });
        job.UseTools("x");
        Prove(job, job.Parts[0]);
        job.CutMade(job.Parts[1].Id, 10, Hash, Now);
        var late = job.Completes(part: job.Parts[1]);

        Assert.False(job.BeginAnew("y", Now));
        Assert.True(job.BeginAnew("x", Now));

        Assert.Equal((JobState.Active, Chunks, null, 0L), (job.State, job.Chunks, job.Toolchain, job.FramesDone));
        Assert.Equal([0, 0, 0, 1], job.Parts.Select(part => part.Attempts.Count));
        Assert.Contains("tools", job.Timeline[^1].Text, StringComparison.Ordinal);
        Assert.False(job.Deliver(late, Now));
        Assert.True(job.UseTools("y"));
        job.Parts.ForEach(part => Prove(job, part));
        Assert.Equal((JobState.Verifying, Chunks * Frames), (job.State, job.FramesDone));
    }

    private static Job InChunks(EncodeSettings? settings = null)
    {
        var job = Waiting();
        job.Plan(
            new JobPlan(settings ?? Settings, TimeSpan.FromSeconds(12), 290, [])
            {
                Chunks =
                [
                    .. Enumerable.Range(0, Chunks).Select(index => new Chunk { Index = index, Start = 10_000, Frames = Frames, BeginMicroseconds = index * 4_000_000 }),
                ],
            },
            "film.mp4", Now);
        return job;
    }

    private static Guid Prove(Job job, Part part, string encoder = "alpha")
    {
        if (part.Attempts.Count == 0)
        {
            job.CutMade(part.Id, 10, Hash, Now);
        }

        var completed = job.Completes(encoder: encoder, part: part);
        Assert.True(job.Deliver(completed, Now));
        Assert.True(job.AcceptPiece(completed.ExecutionId, Now));
        return completed.ExecutionId;
    }
}
