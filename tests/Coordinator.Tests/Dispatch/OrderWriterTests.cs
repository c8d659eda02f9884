using Microsoft.Extensions.Options;
using Transcoder.Contracts;
using Transcoder.Coordinator.Dispatch;
using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Profiles;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.Media.Chunks;

namespace Transcoder.Coordinator.Tests.Dispatch;

public sealed class OrderWriterTests
{
    private static readonly Chunk Chunk = new() { Index = 0, Start = 10_000, Frames = 25, BeginMicroseconds = 0 };

    [Theory]
    [InlineData(DamagedRule.Refuse, false, false)]
    [InlineData(DamagedRule.Accept, false, true)]
    [InlineData(DamagedRule.Accept, true, false)]
    public void Damage_is_accepted_in_a_whole_film_where_the_setting_says_so(DamagedRule rule, bool inPieces, bool accepted)
    {
        var order = Write(new CommitOptions(), new PlanningOptions { Damaged = rule }, inPieces);

        Assert.Equal((accepted, inPieces), (order?.AcceptDamage, order?.Piece is not null));
    }

    [Theory]
    [InlineData(LargerResult.Discard, false, true)]
    [InlineData(LargerResult.Discard, true, false)]
    [InlineData(LargerResult.Keep, false, false)]
    public void A_whole_film_may_get_as_large_as_its_source_where_a_larger_one_is_not_wanted(LargerResult ifLarger, bool inPieces, bool limited)
    {
        var order = Write(new CommitOptions { IfLarger = ifLarger }, new PlanningOptions(), inPieces);

        Assert.Equal(limited ? JobBuilder.Waiting().SourceBytes : null, order!.MaximumBytes);
    }

    private static TranscodeRequested? Write(CommitOptions commit, PlanningOptions planning, bool inPieces)
    {
        var storage = Options.Create(new StorageOptions { Root = "/storage" });
        var writer = new OrderWriter(
            new StorageLayout(storage), new EncoderFleet(TimeProvider.System, new JobSignals()), Options.Create(commit), Options.Create(planning));
        var job = JobBuilder.Waiting();
        job.Plan(new JobPlan(JobBuilder.Settings, null, null, []) { Chunks = inPieces ? [Chunk, Chunk with { Index = 1 }] : null }, "film.mp4", JobBuilder.Now);
        job.CutMade(job.Parts[0].Id, 1, new string('c', 64), JobBuilder.Now);
        return writer.Write(job, job.Parts[0], job.Parts[0].Current);
    }
}
