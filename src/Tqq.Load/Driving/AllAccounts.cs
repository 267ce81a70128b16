using Tqq.Load.Checking;

namespace Tqq.Load.Driving;

/// <summary>What all accounts do before the load and after it.</summary>
internal sealed class AllAccounts(Population population, Lanes lanes, Speaker speaker)
{
    private const int AtOnce = 32;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_loginPatience = TimeSpan.FromMinutes(1);

    /// <summary>Logs all in. A server that is too busy to look at a password is asked again for a minute.</summary>
    /// <param name="onDone">Called after each one, with how many are done.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="CannotLogInException">One cannot log in.</exception>
    public Task LoginAsync(Action<int> onDone, CancellationToken cancellationToken)
    {
        var done = 0;
        return EachAsync(Enumerable.Range(0, population.Count), async (lane, account) =>
        {
            var end = Environment.TickCount64 + (long)s_loginPatience.TotalMilliseconds;
            for (; ; await Task.Delay(s_retry, cancellationToken).ConfigureAwait(false))
            {
                var outcome = await speaker.LoginAsync(lane, account).ConfigureAwait(false);
                await lane.FinishAsync(account).ConfigureAwait(false);
                if (outcome == RequestOutcome.Done)
                    break;
                if (outcome != RequestOutcome.Refused || Environment.TickCount64 > end)
                    throw new CannotLogInException(population.UinOf(account), outcome);
            }

            onDone(Interlocked.Increment(ref done));
        }, cancellationToken);
    }

    /// <summary>
    /// Fetches what is owed, until nothing is or the patience is over; then asks every receiver once more,
    /// because what comes twice comes then.
    /// </summary>
    public async Task DrainAsync(MessageChecker checker, TimeSpan patience, CancellationToken cancellationToken)
    {
        var end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (checker.Owed is { Count: > 0 } owed && Environment.TickCount64 < end)
        {
            await PollAsync(owed, cancellationToken).ConfigureAwait(false);
            await Task.Delay(s_pause, cancellationToken).ConfigureAwait(false);
        }

        await PollAsync(checker.Receivers, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Logs all out, as well as it goes.</summary>
    public Task LogoutAsync() =>
        EachAsync(Enumerable.Range(0, population.Count).Where(account => population.KeyOf(account) is not null), async (lane, account) =>
    {
        await speaker.LogoutAsync(lane, account).ConfigureAwait(false);
        await lane.FinishAsync(account).ConfigureAwait(false);
    }, CancellationToken.None);

    private Task PollAsync(IEnumerable<uint> uins, CancellationToken cancellationToken) =>
        EachAsync(uins.Select(population.IndexOf), async (lane, account) =>
    {
        await speaker.PollAsync(lane, account).ConfigureAwait(false);
        await lane.FinishAsync(account).ConfigureAwait(false);
    }, cancellationToken);

    // Nothing else is under way then, so there is a lane for each.
    private Task EachAsync(IEnumerable<int> accounts, Func<Lane, int, Task> act, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(accounts, new ParallelOptions { MaxDegreeOfParallelism = Math.Min(AtOnce, lanes.Count),
            CancellationToken = cancellationToken }, async (account, _) =>
        {
            var lane = lanes.TryTake()!;
            try
            {
                await act(lane, account).ConfigureAwait(false);
            }
            finally
            {
                lanes.Return(lane);
            }
        });
}
