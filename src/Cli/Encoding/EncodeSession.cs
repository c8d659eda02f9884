using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Transcoder.Broker;
using Transcoder.Cli.Embedded;
using Transcoder.Cli.Terminal;
using Transcoder.Contracts;
using Transcoder.Coordinator.Api;
using Transcoder.Coordinator.Jobs;
using Transcoder.Coordinator.Profiles;

namespace Transcoder.Cli.Encoding;

/// <summary>One <c>encode</c> command from its first line to its exit code.</summary>
internal static class EncodeSession
{
    public static async Task<int> RunAsync(EncodeRequest request)
    {
        try
        {
            return request.DryRun ? await TryAsync(request) : await EncodeAsync(request);
        }
        catch (Exception exception) when (request.Json && Failure.Explain(exception) is { } failure)
        {
            Console.WriteLine(EncodeResult.Json(NotBegun(request, EncodeResult.Failed, string.Join("; ", failure.Sentences))));
            throw;
        }
    }

    private static async Task<int> EncodeAsync(EncodeRequest request)
    {
        // Each service is made a few times: interpreting the plan of it takes less time than compiling it.
        AppContext.SetSwitch("Microsoft.Extensions.DependencyInjection.DisableDynamicEngine", true);
        // On another core, while the host is put together. Should it fail, the real database says why.
        _ = Task.Run(JobsSlice.WarmUpAsync);
        var place = EncodePlace.Of(request.Output, request.Inputs.Count);
        var (results, interrupted) = await EncodeAsync(request, place);
        await ReportAsync(request, results, interrupted, place);
        return interrupted ? ExitCodes.Interrupted
            : results.All(result => result.Output is not null) ? ExitCodes.Done : ExitCodes.Failed;
    }

    /// <summary>The host is put together and never started: there is neither a database nor a private folder.</summary>
    private static async Task<int> TryAsync(EncodeRequest request)
    {
        var place = EncodePlace.Of(request.Output, request.Inputs.Count);
        using var host = EncodeHost.Build(request, place);
        var profile = FindProfile(host, request.Profile);
        place.DemandEnding(WorkNames.Extension(profile.Container), profile.Name);
        var dryRun = host.Services.GetRequiredService<DryRun>();
        var results = new List<EncodeResult>(request.Inputs.Count);
        foreach (var input in request.Inputs)
        {
            results.Add(await dryRun.RunAsync(input, profile, request.Json ? Console.Error : Console.Out, CancellationToken.None));
        }

        if (request.Json)
        {
            Console.WriteLine(EncodeResult.Json(results));
        }

        return results.All(result => result.Output is not null) ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<(IReadOnlyList<EncodeResult> Results, bool Interrupted)> EncodeAsync(EncodeRequest request, EncodePlace place)
    {
        IReadOnlyList<EncodeResult> results;
        bool interrupted;
        bool clean;
        using (var host = EncodeHost.Build(request, place))
        {
            var profile = FindProfile(host, request.Profile);
            place.DemandEnding(WorkNames.Extension(profile.Container), profile.Name);
            using var held = FolderLock.Take(place.Private, $"Another encode already works into {place.Folder}; wait for it, or name another folder with -o.");
            if (!await host.TryStartAsync())
            {
                return (NotBegun(request), true);
            }

            try
            {
                var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
                var run = host.Services.GetRequiredService<EncodeRun>();
                (var items, interrupted) = await WorkAsync(run, request, profile, stopping);
                results = interrupted && items.Count == 0
                    ? NotBegun(request) : await run.ResultsAsync(items, profile.Name, CancellationToken.None);
                clean = !interrupted && await NothingIsLeftAsync(host.Services.GetRequiredService<EncodeJobs>(), results);
            }
            finally
            {
                await host.StopAsync();
            }
        }

        if (clean)
        {
            place.Clean();
        }

        return (results, interrupted);
    }

    private static async Task<(IReadOnlyList<EncodeItem> Items, bool Interrupted)> WorkAsync(
        EncodeRun run, EncodeRequest request, Profile profile, CancellationToken stopping)
    {
        IReadOnlyList<EncodeItem> items = [];
        try
        {
            items = await run.SubmitAsync(request.Inputs, profile, stopping);
            if (Console.IsErrorRedirected)
            {
                await run.WatchAsync(items, new LineDisplay(Console.Error, TimeProvider.System), stopping);
            }
            else
            {
                await BarDisplay.RunAsync(display => run.WatchAsync(items, display, stopping));
            }

            return (items, false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return (items, true);
        }
    }

    private static Profile FindProfile(IHost host, string? name)
    {
        var profiles = host.Services.GetRequiredService<ProfileCatalog>();
        return profiles.Find(name ?? profiles.DefaultName) ?? throw new CommandException(
            ExitCodes.Usage, $"There is no profile \"{name}\"; profiles are {string.Join(", ", profiles.All.Select(profile => profile.Name))}.");
    }

    private static IReadOnlyList<EncodeResult> NotBegun(EncodeRequest request) =>
        NotBegun(request, JobStateName.Of(JobState.Waiting), "Interrupted before it was begun");

    private static IReadOnlyList<EncodeResult> NotBegun(EncodeRequest request, string state, string reason) =>
        [.. request.Inputs.Select(input => new EncodeResult(input, null, state, request.Profile, null, null, null, null, null, reason))];

    /// <summary>
    /// The private folder goes when no command could go on with it: it knows of unfinished jobs, and, where some inputs failed, of the results
    /// that the same command need not make again.
    /// </summary>
    private static async Task<bool> NothingIsLeftAsync(EncodeJobs jobs, IReadOnlyList<EncodeResult> results) =>
        !await jobs.AnyIsOpenAsync(CancellationToken.None)
        && (results.All(result => result.Output is not null) || !await jobs.AnyIsDoneAsync(CancellationToken.None));

    private static async Task ReportAsync(EncodeRequest request, IReadOnlyList<EncodeResult> results, bool interrupted, EncodePlace place)
    {
        var people = request.Json ? Console.Error : Console.Out;
        foreach (var result in results)
        {
            await people.WriteLineAsync(result.State == EncodeResult.Completed
                ? $"{result.Input} -> {result.Output} ({Show.Bytes(result.SourceBytes ?? 0)} -> {Show.Bytes(result.OutputBytes ?? 0)}, "
                    + $"{result.Frames} frames, {Show.Time(TimeSpan.FromSeconds(result.ElapsedSeconds ?? 0))})"
                : $"{result.Input}: {result.State}{(result.Reason is { } reason ? ": " + reason : "")}");
            foreach (var note in result.Notes)
            {
                await people.WriteLineAsync($"  {note}");
            }
        }

        if (interrupted)
        {
            await Console.Error.WriteLineAsync("Interrupted. The same command goes on where this one stopped.");
        }
        else if (Directory.Exists(place.Private))
        {
            await Console.Error.WriteLineAsync($"The same command makes only what is missing: {place.Private} remembers the rest.");
        }

        if (request.Json)
        {
            Console.WriteLine(EncodeResult.Json(results));
        }
    }
}
