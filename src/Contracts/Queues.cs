namespace Transcoder.Contracts;

/// <summary>Names of the queues, the same as in <c>infra/rabbitmq/definitions.json</c>.</summary>
public static class Queues
{
    /// <summary>Orders for encoders: quorum, one unacknowledged order per encoder slot.</summary>
    public const string Work = "transcode";

    /// <summary>Orders that the broker gave up on (delivery limit): quorum, consumed by the coordinator.</summary>
    public const string Poison = "transcode-poison";

    /// <summary>What encoders report of single executions: quorum, consumed by the coordinator.</summary>
    public const string Results = "coordinator-results";

    /// <summary>Signs of life: classic, short-lived and bounded by policy, consumed by the coordinator.</summary>
    public const string Heartbeats = "coordinator-heartbeats";

    /// <summary><see cref="SubmitJob"/> from scripts, plain JSON accepted: quorum, consumed by the coordinator.</summary>
    public const string Submissions = "coordinator-submissions";

    /// <summary><see cref="CancelJob"/> from scripts, plain JSON accepted: quorum, consumed by the coordinator.</summary>
    public const string Cancellations = "coordinator-cancellations";
}
