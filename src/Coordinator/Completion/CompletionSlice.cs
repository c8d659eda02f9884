using Microsoft.Extensions.Options;
using Transcoder.Coordinator.Jobs;
using Transcoder.Media.Chunks;

namespace Transcoder.Coordinator.Completion;

/// <summary>Registers what happens to results and sources after the encode.</summary>
public static class CompletionSlice
{
    public static IServiceCollection AddCompletion(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<CommitOptions>, CommitOptionsValidator>();
        services.AddSingleton<IValidateOptions<CommitOptions>, CommitRules>();
        services.AddOptions<CommitOptions>().BindConfiguration("Commit").ValidateOnStart();
        services.AddSingleton<WorkFiles>();
        services.AddSingleton<WorkFolders>();
        services.AddSingleton<SourceReader>();
        services.AddSingleton<FilmInspector>();
        services.AddSingleton<ResultInspector>();
        services.AddSingleton<PieceInspector>();
        services.AddSingleton<ChunkStitcher>();
        services.AddSingleton<FilmStitching>();
        services.AddSingleton<OutputPublisher>();
        services.AddSingleton<Committing>();
        services.AddSingleton<SourceMover>();
        services.AddSingleton<FailureReport>();
        services.AddSingleton<FateSteps>();
        services.AddSingleton<RefusedResults>();
        services.AddHostedService<SourceIndexer>();
        services.AddHostedService<OutputVerifier>();
        services.AddHostedService<PieceVerifier>();
        services.AddHostedService<PieceJoiner>();
        services.AddHostedService<PieceRemover>();
        services.AddHostedService<OutputCommitter>();
        services.AddHostedService<SourceFateWorker>();
        services.AddHostedService<WorkSweeper>();
        return services;
    }
}
