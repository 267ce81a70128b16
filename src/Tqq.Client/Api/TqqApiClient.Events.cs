using System.Runtime.CompilerServices;

namespace Tqq.Client;

// What happens, as it happens.
public sealed partial class TqqApiClient
{
    // Where the server says nothing of it.
    private static readonly TimeSpan s_comeAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(30);

    /// <summary>
    /// What happens, as it happens, until cancelled; then it just ends. A stream that breaks is opened again, where it was: nothing is said
    /// twice and nothing is left out, or <see cref="ApiEvent.Reset"/> says that this cannot be. Each opening begins with
    /// <see cref="ApiEvent.Ready"/>. While it is read, the account is online. Before it comes again it waits for as long as the server
    /// says, and by chance for up to half as long again, so that not all clients of a server that was away come at one moment.
    /// </summary>
    /// <param name="after">Behind which event to begin (<see cref="ApiEvent.Id"/>); null for now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TqqApiException">The session is over, or the token may not read.</exception>
    /// <exception cref="ServerUnreachableException">
    /// The server is gone for longer than the budget. A later call with the last event's id goes on where this one was.
    /// </exception>
    public async IAsyncEnumerable<ApiEvent> ReadEventsAsync(
        string? after = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (time, last, pause) = (_options.TimeProvider, after, s_comeAgain);
        for (var seen = time.GetTimestamp(); !cancellationToken.IsCancellationRequested;)
        {
            var first = pause;
            if (await TryOpenAsync(last, time.GetElapsedTime(seen) + pause, cancellationToken).ConfigureAwait(false) is { } connection)
            {
                await using var _ = connection.ConfigureAwait(false);
                while (await connection.NextAsync().ConfigureAwait(false) is { } said)
                {
                    last = said.Id ?? last;
                    first = connection.ComeAgain ?? s_comeAgain;
                    yield return said;
                }

                // Until here the server was there, however long nothing happened.
                seen = time.GetTimestamp();
            }

            await Task.Delay(_options.Spread(first), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = first * 2 < s_longestPause ? first * 2 : s_longestPause;
        }
    }

    private async Task<EventConnection?> TryOpenAsync(string? after, TimeSpan gone, CancellationToken cancellationToken)
    {
        try
        {
            return await EventConnection.OpenAsync(_link, after, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (ServerUnreachableException) when (gone <= (_options.ConnectBudget ?? _options.RetryBudget))
        {
            return null;
        }
        catch (TqqApiException e) when ((e.IsForNow || e.Status >= 500) && gone <= _options.RetryBudget)
        {
            return null;
        }
    }
}
