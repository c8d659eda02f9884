using Transcoder.Coordinator.Fleet;
using Transcoder.Coordinator.Jobs;

namespace Transcoder.Coordinator.Tests.Fleet;

public sealed class EncoderFleetTests
{
    private readonly EncoderFleet _fleet = new(TimeProvider.System, new JobSignals());

    [Fact]
    public void An_encoder_with_other_tools_is_no_other_one_for_a_chunk()
    {
        _fleet.Hear(Heartbeats.Of("alpha", "x"));
        _fleet.Hear(Heartbeats.Of("stranger", "y"));

        Assert.False(_fleet.MayHaveOtherThan("alpha", "x"));
        Assert.True(_fleet.MayHaveOtherThan("alpha", toolchain: null));
        Assert.True(_fleet.MayHaveOtherThan("beta", "x"));
    }

    [Fact]
    public void Who_has_heard_of_nobody_expects_others() => Assert.True(_fleet.MayHaveOtherThan("alpha", "x"));
}
