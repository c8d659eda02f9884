using Transcoder.Coordinator.Dispatch;
using Transcoder.Coordinator.Tests.Jobs;

namespace Transcoder.Coordinator.Tests.Dispatch;

public sealed class RefusalRuleTests
{
    private const int UnwellAfter = 3;
    private static readonly DateTimeOffset Now = JobBuilder.Now;
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    [Fact]
    public void Refusals_of_three_jobs_in_a_row_speak_against_an_encoder() =>
        Assert.Equal(Now.AddHours(-2), RowSince((1, -1), (2, -60), (3, -120), (4, -180)));

    [Fact]
    public void Refusals_of_two_jobs_do_not_however_many_they_are() =>
        Assert.Null(RowSince((1, -1), (2, -2), (1, -3), (2, -4)));

    [Fact]
    public void After_a_rest_it_may_try_again() => Assert.Null(RowSince((1, -11), (2, -12), (3, -13)));

    [Fact]
    public void One_more_refusal_after_the_rest_is_enough() => Assert.NotNull(RowSince((4, 0), (1, -11), (2, -12), (3, -13)));

    private static DateTimeOffset? RowSince(params (int Job, int Minutes)[] refusals) => RefusalRule.RowSince(
        refusals.Select(refusal => (new Guid(refusal.Job, 0, 0, new byte[8]), Now.AddMinutes(refusal.Minutes))), UnwellAfter, Rest, Now);
}
