namespace Transcoder.Bench;

/// <summary>Times and waits of this machine.</summary>
internal static class Watch
{
    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>How long something takes.</summary>
    public static async Task<double> SecondsAsync(Func<Task> work)
    {
        var began = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Asks until there is an answer.</summary>
    /// <param name="ask">Null is no answer yet.</param>
    /// <param name="pause">Between two questions: what the answer's time may be wrong by, and what it costs.</param>
    /// <param name="limit">After this long the bench fails.</param>
    /// <param name="state">Of the one that is waited for, for the failure's message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<T> ForAsync<T>(
        Func<Task<T?>> ask, TimeSpan pause, TimeSpan limit, Func<string> state, CancellationToken cancellationToken)
        where T : struct
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (await ask() is { } answer)
            {
                return answer;
            }

            if (TimeProvider.System.GetElapsedTime(began) > limit)
            {
                throw new TimeoutException($"Not within {limit}. Last state:\n{state()}");
            }

            await Task.Delay(pause, cancellationToken);
        }
    }
}
