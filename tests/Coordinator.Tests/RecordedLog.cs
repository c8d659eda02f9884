using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Transcoder.Coordinator.Tests;

/// <summary>Keeps what is logged.</summary>
internal sealed class RecordedLog : ILogger
{
    private readonly ConcurrentQueue<(int Id, LogLevel Level, bool HasStackTrace, string Text)> _entries = new();

    public IReadOnlyList<(int Id, LogLevel Level, bool HasStackTrace)> Entries => [.. _entries.Select(entry => (entry.Id, entry.Level, entry.HasStackTrace))];

    /// <summary>What was logged under a number.</summary>
    public IReadOnlyList<(LogLevel Level, string Text)> Of(int id) => [.. _entries.Where(entry => entry.Id == id).Select(entry => (entry.Level, entry.Text))];

    /// <summary>Lets it keep all that a host logs.</summary>
    public ILoggerProvider Provider() => new Everything(this);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue((eventId.Id, logLevel, exception is not null, formatter(state, exception)));

    private sealed class Everything(RecordedLog log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => log;

        public void Dispose()
        {
        }
    }
}
