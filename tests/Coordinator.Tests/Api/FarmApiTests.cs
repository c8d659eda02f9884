using Microsoft.Extensions.DependencyInjection;
using Transcoder.Contracts;
using Transcoder.Coordinator.Fleet;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Api;

[Collection("One coordinator per process: instruments are listened to process-wide")]
public sealed class FarmApiTests
{
    [Fact]
    public async Task A_living_encoder_is_shown_with_what_it_does_and_a_stopping_one_is_not()
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);
        var fleet = farm.Services.GetRequiredService<EncoderFleet>();
        var alive = Heartbeat("alpha", EncoderState.Unwell) with { StateReason = "The disk is full." };
        var gone = Heartbeat("beta", EncoderState.Ready);

        fleet.Hear(alive);
        fleet.Hear(gone);
        fleet.Hear(gone with { State = EncoderState.Stopping });

        var encoder = Assert.Single((await farm.GetAsync("/api/encoders")).EnumerateArray());
        Assert.Equal(
            ("alpha", "unwell", "The disk is full."),
            (encoder.GetProperty("name").GetString(), encoder.GetProperty("state").GetString(), encoder.GetProperty("stateReason").GetString()));
    }

    [Fact]
    public async Task An_encoder_that_finishes_its_last_order_is_shown_until_it_has()
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);
        var fleet = farm.Services.GetRequiredService<EncoderFleet>();
        var work = new ExecutionProgress
        {
            JobId = Guid.NewGuid(),
            PartId = Guid.NewGuid(),
            AttemptId = Guid.NewGuid(),
            ExecutionId = Guid.NewGuid(),
            Phase = ExecutionPhase.Encoding,
        };

        fleet.Hear(Heartbeat("alpha", EncoderState.Stopping) with { Executions = [work] });

        var encoder = Assert.Single((await farm.GetAsync("/api/encoders")).EnumerateArray());
        Assert.Equal("stopping", encoder.GetProperty("state").GetString());
        Assert.Equal(0, fleet.FreeSlots);
    }

    [Fact]
    public async Task A_distrusted_encoder_is_shown_as_unwell_and_has_no_free_slot()
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);
        var fleet = farm.Services.GetRequiredService<EncoderFleet>();
        fleet.Hear(Heartbeat("alpha", EncoderState.Ready));
        fleet.Hear(Heartbeat("beta", EncoderState.Ready));

        fleet.Distrust(new Dictionary<string, string> { ["alpha"] = "its results were refused" });

        var encoders = (await farm.GetAsync("/api/encoders")).EnumerateArray().Select(encoder => (encoder.GetProperty("state").GetString(),
            encoder.TryGetProperty("stateReason", out var reason) ? reason.GetString() : null));
        Assert.Equal([("unwell", "its results were refused"), ("ready", null)], encoders);
        Assert.Equal((1, false, true), (fleet.FreeSlots, fleet.Takers(null, ["beta"]).Count > 0, fleet.Takers(null, []).Count > 0));
    }

    [Fact]
    public async Task The_built_in_profiles_are_shown()
    {
        using var tree = new TempTree();
        await using var farm = await ApiFarm.StartAsync(tree);

        var names = (await farm.GetAsync("/api/profiles")).EnumerateArray().Select(profile => profile.GetProperty("name").GetString());

        Assert.Equal(["av1", "h264", "hevc", "vp9"], names.Order(StringComparer.Ordinal));
    }

    private static EncoderHeartbeat Heartbeat(string name, EncoderState state) => new()
    {
        EncoderId = Guid.NewGuid(),
        EncoderName = name,
        State = state,
        Slots = 1,
        Executions = [],
    };
}
