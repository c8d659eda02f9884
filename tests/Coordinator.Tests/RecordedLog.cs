using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Transcoder.Coordinator.Tests;

/// <summary>Keeps what is logged.</summary>
internal sealed class RecordedLog : ILogger
{
    private readonly ConcurrentQueue<(int Id, LogLevel Level, bool HasStackTrace)> _entries = new();

    public IReadOnlyList<(int Id, LogLevel Level, bool HasStackTrace)> Entries => [.. _entries];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((eventId.Id, logLevel, exception is not null));
}
