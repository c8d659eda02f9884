using Microsoft.Extensions.Options;

namespace Transcoder.Coordinator.Storage;

/// <summary>Registers the places of media files.</summary>
public static class StorageSlice
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageRootValidator>();
        services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateOnStart();
        services.AddSingleton<StorageLayout>();
        services.AddSingleton<StorageGuard>();
        services.AddSingleton<MovedSources>();
        services.AddSingleton<SourcePresence>();
        services.AddSingleton<StorageOutage>();
        services.AddSingleton<FolderMarks>();
        services.AddSingleton<JobRecords>();
        services.AddSingleton<JobRestore>();
        services.AddHostedService<StorageStart>();
        return services;
    }
}
