using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Transcoder.Contracts;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Storage;
using Transcoder.Coordinator.Tests.Jobs;
using Transcoder.TestKit;

namespace Transcoder.Coordinator.Tests.Storage;

public sealed class LostDatabaseTests : IDisposable
{
    private readonly TempTree _tree = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_database_takes_over_marked_folders_and_recorded_jobs()
    {
        var job = await FailedJobAsync();
        var marks = Marks();

        LoseDatabase();
        await using var coordinator = await TestCoordinator.StartAsync(_tree);

        var restored = await coordinator.FindAsync(job.Id);
        Assert.Equal(
            (job.State, job.Fate, job.Reason, job.FailureKind, job.SourceIdentity, job.FinishedAt),
            (restored.State, restored.Fate, restored.Reason, restored.FailureKind, restored.SourceIdentity, restored.FinishedAt));
        Assert.Equal(marks, Marks());
        Assert.Null(coordinator.Services.GetRequiredService<StorageGuard>().Problem(StorageFolder.Completed));
        Assert.False((await coordinator.Store.AddAsync([new NewJob(job.SourcePath, job.SourceIdentity, 2, job.Profile)], Token))[0].Added);
    }

    [Fact]
    public async Task What_changed_on_the_way_is_known_without_the_database()
    {
        var job = JobBuilder.Waiting();
        job.Plan(new JobPlan(JobBuilder.Settings, null, null, ["Stream 1 is converted", "Stream 2 is left out"]), "film.mp4", JobBuilder.Now);
        job.Cancel(JobBuilder.Now);
        await KeepAsync(job);

        LoseDatabase();
        await using var coordinator = await TestCoordinator.StartAsync(_tree);

        Assert.Equal(["Stream 1 is converted", "Stream 2 is left out"], (await coordinator.FindAsync(job.Id)).NoteLines);
    }

    [Fact]
    public async Task A_record_from_before_there_were_notes_in_it_is_restored_without_any()
    {
        var job = await FailedJobAsync();
        var path = _tree.At("completed", ".transcoder", $"{job.Id:n}.json");
        var record = JsonNode.Parse(await File.ReadAllBytesAsync(path, Token))!.AsObject();
        record.Remove("notes");
        await File.WriteAllTextAsync(path, record.ToJsonString(), Token);

        LoseDatabase();
        await using var coordinator = await TestCoordinator.StartAsync(_tree);

        Assert.Empty((await coordinator.FindAsync(job.Id)).NoteLines);
    }

    [Fact]
    public async Task A_new_database_waits_for_a_storage_of_which_a_part_is_away()
    {
        await using (await TestCoordinator.StartAsync(_tree))
        {
        }

        LoseDatabase();
        File.Delete(_tree.At("completed", ".transcoder-id"));
        await using var coordinator = await TestCoordinator.StartAsync(_tree);

        Assert.False(File.Exists(_tree.At("completed", ".transcoder-id")));
        var guard = coordinator.Services.GetRequiredService<StorageGuard>();
        Assert.All(Enum.GetValues<StorageFolder>(), folder => Assert.NotNull(guard.Problem(folder)));
    }

    [Fact]
    public async Task What_is_no_record_keeps_nothing_from_being_restored()
    {
        var job = await FailedJobAsync();
        _tree.File($"completed/.transcoder/{Guid.NewGuid():n}.json", "half a rec"u8);
        _tree.File($"completed/.transcoder/{Guid.NewGuid():n}.json", "{}"u8);
        _tree.File("completed/.transcoder/notes.json", "mine"u8);

        LoseDatabase();
        await using var coordinator = await TestCoordinator.StartAsync(_tree);

        Assert.Equal(job.Id, Assert.Single(await coordinator.JobsAsync()).Id);
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public async Task A_commit_goes_on_where_its_result_still_is(bool accepted, bool published, bool restored)
    {
        var job = JobBuilder.Active();
        var execution = Guid.NewGuid();
        job.Deliver(job.Completes(execution), JobBuilder.Now);
        job.Accept(execution, JobBuilder.Now);
        await KeepAsync(job);
        if (accepted)
        {
            _tree.File($"work/accepted/{WorkNames.Result(execution, OutputContainer.Mp4)}", "x"u8);
        }

        if (published)
        {
            _tree.File("completed/film.mp4", "x"u8);
        }

        LoseDatabase();
        await using var coordinator = await TestCoordinator.StartAsync(_tree);

        Assert.Equal(restored ? [(JobState.Committing, "film.mp4")] : [], (await coordinator.JobsAsync()).Select(found => (found.State, found.OutputPath!)));
        if (restored)
        {
            Assert.Equal(execution, (await coordinator.FindAsync(job.Id)).Parts.Single().AcceptedExecutionId);
        }
    }

    public void Dispose() => _tree.Dispose();

    private async Task<Job> FailedJobAsync()
    {
        var job = JobBuilder.Waiting();
        job.Refuse("It is no film.", JobBuilder.Now);
        await KeepAsync(job);
        return job;
    }

    private async Task KeepAsync(Job job)
    {
        await using var coordinator = await TestCoordinator.StartAsync(_tree);
        coordinator.Services.GetRequiredService<JobRecords>().Keep(job);
    }

    private void LoseDatabase() => Directory.Delete(_tree.At("db"), recursive: true);

    private List<string> Marks() =>
        [.. Enum.GetValues<StorageFolder>().Select(folder => File.ReadAllText(_tree.At(folder.ToString().ToLowerInvariant(), ".transcoder-id")))];
}
