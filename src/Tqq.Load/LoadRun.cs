using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Tqq.Load.Checking;
using Tqq.Load.Driving;
using Tqq.Load.Planning;

namespace Tqq.Load;

/// <summary>One run of a load, from login to logout.</summary>
public static class LoadRun
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    /// <summary>Logs all accounts in, makes the load, waits for the messages that are on their way, and logs all out.</summary>
    /// <param name="plan">The load.</param>
    /// <param name="server">Where the server of the plan was found: a run does not measure how long its name takes.</param>
    /// <param name="accounts">Who makes the load, two at least.</param>
    /// <param name="progress">
    /// Is told how far the run is: after each login, and once a second under load. May be called by several threads.
    /// </param>
    /// <param name="cancellationToken">No more arrivals; what is under way is drained and reported.</param>
    /// <exception cref="CannotLogInException">An account cannot log in. Those that could are logged out.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled before the load began.</exception>
    public static async Task<LoadReport> RunAsync(
        LoadPlan plan, IPEndPoint server, IEnumerable<LoadAccount> accounts, Action<LoadProgress> progress,
            CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(accounts);
        ArgumentNullException.ThrowIfNull(progress);
        var population = new Population(accounts);
        ArgumentOutOfRangeException.ThrowIfLessThan(population.Count, 2, nameof(accounts));
        using var connections = new ClientSockets(plan, server, population.Count);
        using var lanes = new Lanes(plan.InFlight, () => new Lane(connections, plan.Server.Authority, plan.Timeout));
        var checker = new MessageChecker(new(BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4))));
        var speaker = new Speaker(population, checker);
        var everyone = new AllAccounts(population, lanes, speaker);
        var tally = new RequestTally();
        var driver = new Driver(plan, new(plan.Rate, population.Count, plan.Mix), population, lanes, speaker, tally, TimeProvider.System);
        try
        {
            if (!plan.IsLoggedIn)
                await everyone.LoginAsync(done => progress(new LoadProgress.LoggingIn(done, population.Count)), cancellationToken)
                    .ConfigureAwait(false);
            var (begun, watch, processor, cores) = (DateTimeOffset.UtcNow, new Stopwatch(), TimeSpan.Zero, 0.0);
            long left;
            using (var meter = new Timer(_ => progress(UnderLoad(tally, checker, lanes)), null, s_second, s_second))
            {
                left = await driver.RunAsync(
                    () =>
                    {
                        (begun, processor) = (DateTimeOffset.UtcNow, Environment.CpuUsage.TotalTime);
                        watch.Start();
                    },
                    () =>
                    {
                        watch.Stop();
                        cores = watch.Elapsed > TimeSpan.Zero ? (Environment.CpuUsage.TotalTime - processor) / watch.Elapsed : 0;
                    },
                    cancellationToken).ConfigureAwait(false);
            }

            progress(new LoadProgress.Draining());
            await everyone.DrainAsync(checker, plan.Drain, CancellationToken.None).ConfigureAwait(false);
            return new()
            {
                Plan = plan, Accounts = population.Count, Begun = begun, Measured = watch.Elapsed, Tally = tally.Result(),
                    Messages = checker.Result(), NotSent = left,
                Reconnects = connections.Reconnects, GeneratorCores = cores,
            };
        }
        finally
        {
            if (!plan.IsLoggedIn)
                await everyone.LogoutAsync().ConfigureAwait(false);
        }
    }

    private static LoadProgress.UnderLoad UnderLoad(RequestTally tally, MessageChecker checker, Lanes lanes)
    {
        var (done, p99) = tally.Recent();
        var (stored, received) = checker.SoFar;
        return new(done, p99, lanes.InUse, tally.Failed, stored, received);
    }
}

/// <summary>How far a run is.</summary>
public abstract record LoadProgress
{
    private LoadProgress()
    {
    }

    /// <summary>The accounts log in.</summary>
    /// <param name="Done">How many are logged in.</param>
    /// <param name="Of">Of how many.</param>
    public sealed record LoggingIn(int Done, int Of) : LoadProgress;

    /// <summary>The load is on.</summary>
    /// <param name="Done">Requests done since this was last told.</param>
    /// <param name="P99">How long 99 of 100 of these took at most, in microseconds.</param>
    /// <param name="UnderWay">Requests that wait for their replies.</param>
    /// <param name="NotDone">Requests that ended otherwise, since the start.</param>
    /// <param name="Stored">Messages that the server has said it stored, since the start.</param>
    /// <param name="Received">Messages that came, since the start.</param>
    public sealed record UnderLoad(long Done, long P99, int UnderWay, long NotDone, long Stored, long Received) : LoadProgress;

    /// <summary>The load is over; messages that are still owed are fetched.</summary>
    public sealed record Draining : LoadProgress;
}
