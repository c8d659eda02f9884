using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Transcoder.Coordinator.Jobs;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Jobs;

/// <summary>What happens to one job must cost the same however many the database holds.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private readonly TempTree _tree = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_is_found_and_changed_without_a_look_at_the_parts_of_others()
    {
        var plans = new Plans();
        await using var coordinator = await TestCoordinator.StartAsync(
            _tree, services => services.ConfigureDbContext<JobsDb>(options => options.AddInterceptors(plans)));
        var (id, _) = Assert.Single(await coordinator.Store.AddAsync([new NewJob("incoming/a.mkv", "1:2:3", 2, "h264")], Token));
        await coordinator.Store.PlanAsync(id, new JobPlan(JobBuilder.Settings, null, null, []), ["a.mp4"], Token);
        plans.Lines.Clear();

        Assert.Single((await coordinator.FindAsync(id)).Parts);
        Assert.True(await coordinator.Store.ChangeAsync(id, (job, _) => job.Parts.Count == 1, Token));

        Assert.Contains(plans.Lines, line => line.Contains("IX_Executions_AttemptId", StringComparison.Ordinal));
        Assert.DoesNotContain(plans.Lines, line => line.Contains("MATERIALIZE", StringComparison.Ordinal) || IsScanOfTable(line));
    }

    [Fact]
    public async Task What_is_to_be_announced_is_found_without_a_look_at_the_jobs_that_are_told()
    {
        var plans = new Plans();
        await using var coordinator = await TestCoordinator.StartAsync(
            _tree, services => services.ConfigureDbContext<JobsDb>(options => options.AddInterceptors(plans)));
        plans.Lines.Clear();

        await coordinator.Services.GetRequiredService<JobQueries>().UnannouncedAsync(500, Token);

        Assert.Contains("USING INDEX IX_Jobs_Unannounced", Assert.Single(plans.Lines), StringComparison.Ordinal);
    }

    public void Dispose() => _tree.Dispose();

    /// <summary>Tables have aliases of one letter; those of EF's inner queries, which find one row, have a digit, too.</summary>
    private static bool IsScanOfTable(string line) => line.Split(' ') is ["SCAN", { Length: 1 }, ..];

    /// <summary>Asks for the plan of every query before it is run.</summary>
    private sealed class Plans : DbCommandInterceptor
    {
        public ConcurrentBag<string> Lines { get; } = [];

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            var text = command.CommandText;
            command.CommandText = "EXPLAIN QUERY PLAN " + text;
            await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    Lines.Add(reader.GetString(3));
                }
            }

            command.CommandText = text;
            return result;
        }
    }
}
