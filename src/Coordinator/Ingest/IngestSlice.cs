namespace Transcoder.Coordinator.Ingest;
public static class IngestSlice { public static IServiceCollection AddIngest(this IServiceCollection services) => services; }
