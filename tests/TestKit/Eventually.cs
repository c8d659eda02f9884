using System.Diagnostics;

namespace Transcoder.TestKit;

/// <summary>Waits for a condition of the world outside; the only waiting that tests do.</summary>
public static class Eventually
{
    /// <summary>Asks until the answer is true.</summary>
    /// <param name="condition">Asked every 100 ms; may be asked often.</param>
    /// <param name="limit">After this long the wait has failed.</param>
    /// <param name="state">Describes the last state, for the failure's message.</param>
    /// <exception cref="TimeoutException">The condition did not come true; the message holds the last state.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan limit, Func<Task<string>>? state = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > limit)
            {
                throw new TimeoutException($"Not true within {limit}. Last state: {(state is null ? "unknown" : await state())}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <inheritdoc cref="TrueAsync(Func{Task{bool}}, TimeSpan, Func{Task{string}}?)"/>
    public static Task TrueAsync(Func<bool> condition, TimeSpan limit, Func<string>? state = null) =>
        TrueAsync(() => Task.FromResult(condition()), limit, state is null ? null : () => Task.FromResult(state()));
}
