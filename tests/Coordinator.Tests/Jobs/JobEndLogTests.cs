using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Transcoder.Coordinator.Jobs;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Jobs;

/// <summary>What the log says of a job's end.</summary>
public sealed class JobEndLogTests : IDisposable
{
    private const int Ended = 1002;
    private const int EndedWithoutResult = 1005;
    private readonly TempTree _tree = new();
    private readonly RecordedLog _log = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task A_job_that_fails_is_one_warning_with_file_kind_and_reason()
    {
        var id = await EndAsync((job, now) => job.Refuse("It is no film", now));

        Assert.Equal([(LogLevel.Warning, $"Job {id} ended without a result: incoming/film.mov: It is no film (BadSource)")], _log.Of(EndedWithoutResult));
        Assert.Empty(_log.Of(Ended));
    }

    [Fact]
    public async Task So_is_one_whose_source_has_changed()
    {
        var id = await EndAsync((job, now) => job.SourceChanged("The source is gone", now));

        Assert.Equal([(LogLevel.Warning, $"Job {id} ended without a result: incoming/film.mov: The source is gone (Cancelled)")], _log.Of(EndedWithoutResult));
    }

    [Fact]
    public async Task One_that_a_user_has_cancelled_is_no_warning()
    {
        await EndAsync((job, now) => job.Cancel(now));

        Assert.Equal(LogLevel.Information, Assert.Single(_log.Of(Ended)).Level);
        Assert.Empty(_log.Of(EndedWithoutResult));
    }

    [Fact]
    public async Task What_was_not_written_is_not_said()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => EndAsync((job, now) =>
            job.Refuse("It is no film", now) ? throw new InvalidOperationException("The disk fails") : false));

        Assert.Empty(_log.Of(EndedWithoutResult));
    }

    private async Task<Guid> EndAsync(Func<Job, DateTimeOffset, bool> end)
    {
        await using var coordinator = await TestCoordinator.StartAsync(
            _tree, services => services.AddLogging(logging => logging.AddProvider(_log.Provider()).SetMinimumLevel(LogLevel.Information)));
        var added = await coordinator.Store.AddAsync([new NewJob("incoming/film.mov", "1:2:3", 2, "h264")], TestContext.Current.CancellationToken);
        await coordinator.Store.ChangeAsync(added[0].Id, end, TestContext.Current.CancellationToken);
        return added[0].Id;
    }
}
