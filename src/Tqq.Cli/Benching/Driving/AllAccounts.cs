using Tqq.Cli.Benching.Checking;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Benching.Driving;

/// <summary>What all accounts do before the load and after it.</summary>
internal sealed class AllAccounts(Population population, Places places, Speaker speaker)
{
    private const int AtOnce = 32;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_loginPatience = TimeSpan.FromMinutes(1);

    /// <summary>Logs all in. A server that is too busy to look at a password is asked again for a minute.</summary>
    /// <param name="onDone">Called after each one, with how many are done.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <exception cref="CommandFailedException">One cannot log in.</exception>
    public Task LoginAsync(Action<int> onDone, CancellationToken cancellationToken)
    {
        var done = 0;
        return EachAsync(Enumerable.Range(0, population.Count), async (lane, account) =>
        {
            var end = Environment.TickCount64 + (long)s_loginPatience.TotalMilliseconds;
            for (; ; await Task.Delay(s_retry, cancellationToken))
            {
                var outcome = await speaker.LoginAsync(lane, account);
                await lane.FinishAsync(account);
                if (outcome == RequestOutcome.Done)
                    break;
                if (outcome != RequestOutcome.Refused || Environment.TickCount64 > end)
                    throw Failed(population.UinOf(account), outcome);
            }

            onDone(Interlocked.Increment(ref done));
        }, cancellationToken);
    }

    /// <summary>Fetches what is owed, until nothing is or the patience is over; then asks every receiver once more, because what comes twice comes then.</summary>
    public async Task DrainAsync(MessageChecker checker, TimeSpan patience, CancellationToken cancellationToken)
    {
        var end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (checker.Owed is { Count: > 0 } owed && Environment.TickCount64 < end)
        {
            await PollAsync(owed, cancellationToken);
            await Task.Delay(s_pause, cancellationToken);
        }

        await PollAsync(checker.Receivers, cancellationToken);
    }

    /// <summary>Logs all out, as well as it goes.</summary>
    public Task LogoutAsync() => EachAsync(Enumerable.Range(0, population.Count).Where(account => population.KeyOf(account) is not null), async (lane, account) =>
    {
        await speaker.LogoutAsync(lane, account);
        await lane.FinishAsync(account);
    }, CancellationToken.None);

    private Task PollAsync(IEnumerable<uint> uins, CancellationToken cancellationToken) => EachAsync(uins.Select(population.IndexOf), async (lane, account) =>
    {
        await speaker.PollAsync(lane, account);
        await lane.FinishAsync(account);
    }, cancellationToken);

    // Nothing else is under way then, so there is a lane for each.
    private Task EachAsync(IEnumerable<int> accounts, Func<Lane, int, Task> act, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(accounts, new ParallelOptions { MaxDegreeOfParallelism = Math.Min(AtOnce, places.Count), CancellationToken = cancellationToken }, async (account, _) =>
        {
            var lane = places.TryTake()!;
            try
            {
                await act(lane, account);
            }
            finally
            {
                places.Return(lane);
            }
        });

    private static CommandFailedException Failed(uint uin, RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.NoConnection => new(ExitCode.NoServer, Localized.Of($"no server answers: start one with '{Localized.Program} serve', or name another with --server", $"没有服务器应答：请用 '{Localized.Program} serve' 启动，或用 --server 换一个")),
        RequestOutcome.NoAccount => new(ExitCode.Refused, Localized.Of($"{uin} could not log in: check its line in --accounts", $"{uin} 无法登录：请检查 --accounts 中的那一行")),
        RequestOutcome.Refused => new(ExitCode.Refused, Localized.Of($"{uin} could not log in: for a minute the server was too busy to look at its password", $"{uin} 无法登录：一分钟内服务器都太忙")),
        _ => new(ExitCode.Failed, Localized.Of($"{uin} could not log in: {OutcomeWords.Of(outcome)}", $"{uin} 无法登录：{OutcomeWords.Of(outcome)}")),
    };
}
