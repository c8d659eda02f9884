using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Transcoder.Contracts;
using Transcoder.Encoder.Reports;
using Transcoder.TestKit;

namespace Transcoder.Encoder.Tests.Doubles;

/// <summary>A storage in a temporary folder and an encoder for it, with everything real but the bus.</summary>
internal sealed class Storage : IAsyncDisposable
{
    private readonly TempTree _tree = new();
    private readonly TempTree _work = new();
    private readonly ServiceProvider _services;

    public Storage(params (string Key, string Value)[] settings)
    {
        _tree.Folder("work", "part");
        _tree.Folder("incoming");
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Encoder:WorkDirectory", _work.Root)]);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.AddEncoder();
        builder.Services.RemoveAll<IHostedService>();
        builder.Services.Replace(ServiceDescriptor.Singleton<IResultReporter>(Reporter));
        _services = builder.Services.BuildServiceProvider();
    }

    public string Root => _tree.Root;

    public RecordingReporter Reporter { get; } = new();

    /// <summary>What lies below work/, and in the folder that this process has below its work directory, once it has looked at itself.</summary>
    public IReadOnlyList<string> Entries =>
        [.. _tree.Entries().Where(entry => entry.StartsWith("work/part/", StringComparison.Ordinal) && entry != "work/part/"), .. _work.Entries().Where(entry => entry.TrimEnd('/').Contains('/', StringComparison.Ordinal))];

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public string At(string relative) => _tree.At(relative);

    /// <summary>An order for a file in incoming/.</summary>
    public TranscodeRequested Order(string name, EncodeSettings? settings = null, string? endpoint = null) => Orders.New(settings) with
    {
        SourcePath = $"incoming/{name}",
        SourceBytes = new FileInfo(At($"incoming/{name}")).Length,
        Endpoints = [endpoint ?? $"file://{Root}"],
    };

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _work.Dispose();
        _tree.Dispose();
    }
}
