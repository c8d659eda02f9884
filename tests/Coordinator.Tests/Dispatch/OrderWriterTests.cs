using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Coordinator.Dispatch;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Profiles;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Tests.Fleet;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.Media.Chunks;

namespace Transcoder.Coordinator.Tests.Dispatch;

public sealed class OrderWriterTests
{
    private static readonly Chunk Chunk = new() { Index = 0, Start = 10_000, Frames = 25, BeginMicroseconds = 0 };
    private readonly EncoderFleet _fleet = new(TimeProvider.System, new JobSignals());

    [Theory]
    [InlineData(DamagedRule.Refuse, false, false)]
    [InlineData(DamagedRule.Accept, false, true)]
    [InlineData(DamagedRule.Accept, true, false)]
    public void Damage_is_accepted_in_a_whole_film_where_the_setting_says_so(DamagedRule rule, bool inPieces, bool accepted)
    {
        var order = Order(rule, inPieces, "");

        Assert.Equal((accepted, inPieces), (order?.AcceptDamage, order?.Piece is not null));
    }

    [Theory]
    [InlineData(DamagedRule.Refuse, false, "alpha\nbeta", true)]
    [InlineData(DamagedRule.Refuse, false, "", false)]
    [InlineData(DamagedRule.Refuse, true, "alpha\nbeta", false)]
    [InlineData(DamagedRule.Accept, false, "alpha\nbeta", false)]
    public void A_whole_film_is_suspected_where_its_chunks_were_bad_and_damage_matters(
        DamagedRule rule, bool inPieces, string suspicions, bool suspected) => Assert.Equal(suspected, Order(rule, inPieces, suspicions)?.Suspected);

    [Theory]
    [InlineData(LargerResult.Discard, false, true)]
    [InlineData(LargerResult.Discard, true, false)]
    [InlineData(LargerResult.Keep, false, false)]
    public void A_whole_film_may_get_as_large_as_its_source_where_a_larger_one_is_not_wanted(LargerResult ifLarger, bool inPieces, bool limited)
    {
        Hear("alpha", "x");
        var job = inPieces ? InPieces() : JobBuilder.Active();

        var order = Order(job, commit: new CommitOptions { IfLarger = ifLarger });

        Assert.Equal(limited ? job.SourceBytes : null, order!.MaximumBytes);
    }

    [Fact]
    public void A_chunk_that_failed_goes_to_the_same_encoder_again_where_all_others_have_other_tools()
    {
        Hear("alpha", "x");
        Hear("stranger", "y");

        Assert.Equal([], Order(ChunkThatFailedOn("alpha"))?.AvoidEncoders);
    }

    [Fact]
    public void A_chunk_that_failed_waits_for_the_other_encoder_with_its_tools()
    {
        Hear("alpha", "x");
        Hear("stranger", "y");
        var beta = Hear("beta", "x");
        var job = ChunkThatFailedOn("alpha");
        Assert.Null(Order(job, inHand: Works(beta)));

        Assert.Equal(["alpha"], Order(job)?.AvoidEncoders);
    }

    [Fact]
    public void A_chunk_is_ordered_ahead_where_everybody_takes_it()
    {
        var job = Chunks();

        Assert.NotNull(Order(job, inHand: Works(Hear("alpha", "x"), Hear("beta", "x"))));
    }

    [Fact]
    public void A_chunk_waits_while_only_encoders_with_other_tools_are_free()
    {
        Hear("stranger", "y");
        var alpha = Hear("alpha", "x", slots: 2);
        var job = Chunks();

        Assert.Null(Order(job, inHand: Works(alpha, alpha)));
        Assert.NotNull(Order(job, inHand: Works(alpha)));
    }

    [Fact]
    public void No_more_chunks_are_ordered_than_there_are_free_slots_for_them()
    {
        Hear("stranger", "y");
        Hear("alpha", "x", slots: 2);
        var (job, inHand) = (Chunks(), Works());
        inHand.Add("x");
        Assert.NotNull(Order(job, inHand: inHand));

        inHand.Add("x");

        Assert.Null(Order(job, inHand: inHand));
    }

    [Fact]
    public void A_chunk_waits_until_an_encoder_is_heard_of_whose_tools_are_to_be_used()
    {
        var job = InPieces();
        Assert.Null(Order(job));

        Hear("alpha", toolchain: null);

        Assert.NotNull(Order(job));
    }

    [Fact]
    public void A_whole_film_waits_for_nobody() => Assert.NotNull(Order(JobBuilder.Active()));

    private static WorkInHand Works(params IEnumerable<EncoderHeartbeat> encoders) =>
        new(encoders.CountBy(encoder => encoder.EncoderId).ToDictionary(), []);

    private static Job Chunks()
    {
        var job = InPieces();
        job.UseTools("x");
        return job;
    }

    private static Job ChunkThatFailedOn(string encoder)
    {
        var job = Chunks();
        job.Fail(job.Fails(FailureKind.CheckFailed, encoder, part: job.Parts[0]), JobBuilder.Now);
        return job;
    }

    private static Job InPieces()
    {
        var job = JobBuilder.Waiting();
        job.Plan(new JobPlan(JobBuilder.Settings, null, null, []) { Chunks = [Chunk, Chunk with { Index = 1 }] }, "film.mp4", JobBuilder.Now);
        job.CutMade(job.Parts[0].Id, 1, new string('c', 64), JobBuilder.Now);
        return job;
    }

    private EncoderHeartbeat Hear(string name, string? toolchain, int slots = 1)
    {
        var heartbeat = Heartbeats.Of(name, toolchain, slots);
        _fleet.Hear(heartbeat);
        return heartbeat;
    }

    private TranscodeRequested? Order(Job job, DamagedRule rule = DamagedRule.Refuse, WorkInHand? inHand = null, CommitOptions? commit = null)
    {
        var storage = Options.Create(new StorageOptions { Root = "/storage" });
        var writer = new OrderWriter(
            new StorageLayout(storage), _fleet, Options.Create(commit ?? new CommitOptions()), Options.Create(new PlanningOptions { Damaged = rule }));
        return writer.Write(job, job.Parts[0], job.Parts[0].Current, inHand ?? Works());
    }

    private TranscodeRequested? Order(DamagedRule rule, bool inPieces, string suspicions)
    {
        Hear("alpha", "x");
        var job = inPieces ? InPieces() : JobBuilder.Active();
        job.Suspicions = suspicions;
        return Order(job, rule);
    }
}
