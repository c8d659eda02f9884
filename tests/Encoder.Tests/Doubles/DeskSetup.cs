using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Transcoder.Encoder.Health;
using Transcoder.Encoder.Orders;
using Transcoder.Encoder.Preflight;
using Transcoder.Encoder.Presence;
using Transcoder.Encoder.Settings;

namespace Transcoder.Encoder.Tests.Doubles;

/// <summary>A desk with everything real but the work and the reports.</summary>
internal sealed class DeskSetup : IDisposable, IPreflightCheck
{
    private readonly SlotGate _gate;

    public DeskSetup(int slots = 1)
    {
        var options = Options.Create(new EncoderOptions { Name = "here", Slots = slots });
        Identity = new EncoderIdentity(options);
        Health = new EncoderHealth(options);
        var reports = new ReportWriter(Identity, new FakeTimeProvider());
        LastHandBack = new LastHandBack(Board, reports);
        Runner = new ScriptedRunner(reports);
        _gate = new SlotGate(options);
        var entry = new OrderEntry(Identity, Health, reports);
        var secondLook = new SecondLook(new EncoderPreflight([this]), Health, reports);
        Desk = new SlotDesk(Board, _gate, entry, Runner, secondLook, Reporter, NullLogger<SlotDesk>.Instance);
    }

    public EncoderIdentity Identity { get; }

    public EncoderHealth Health { get; }

    public ExecutionBoard Board { get; } = new();

    public ScriptedRunner Runner { get; }

    public RecordingReporter Reporter { get; } = new();

    public ISlotDesk Desk { get; }

    public LastHandBack LastHandBack { get; }

    /// <summary>What this machine finds when it looks at itself.</summary>
    public CheckResult Fitness { get; set; } = new("ffmpeg", true, "fit");

    Task<IReadOnlyList<CheckResult>> IPreflightCheck.RunAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CheckResult>>([Fitness]);

    public void Dispose() => _gate.Dispose();
}
