using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Tqq.Cli.Addresses;
using Tqq.Cli.Benching.Checking;
using Tqq.Cli.Benching.Driving;
using Tqq.Cli.Benching.People;
using Tqq.Cli.Benching.Planning;
using Tqq.Cli.Benching.Reporting;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Benching;

/// <summary>One run from login to logout.</summary>
internal static class BenchRun
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    /// <param name="plan">The load.</param>
    /// <param name="accounts">Who makes it, at least two.</param>
    /// <param name="progress">Is told now and then how far it is, and "" at the end.</param>
    /// <param name="cancellationToken">Ctrl-C: no more arrivals; what is under way is drained and reported.</param>
    /// <exception cref="CommandFailedException">The server cannot be reached, or somebody cannot log in.</exception>
    public static async Task<BenchReport> RunAsync(BenchPlan plan, IEnumerable<BenchAccount> accounts, Action<string> progress, CancellationToken cancellationToken)
    {
        var server = await Reaching.FindAsync(plan.Server, plan.TrustedRoots, cancellationToken);
        var population = new Population(accounts);
        using var connections = new ClientSockets(plan, server, population.Count);
        using var places = new Places(plan.InFlight, () => new Lane(connections, plan.Server.Authority, plan.Timeout));
        var checker = new MessageChecker(new(BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4))));
        var speaker = new Speaker(population, checker);
        var everyone = new AllAccounts(population, places, speaker);
        var tally = new Tally();
        var driver = new Driver(plan, new(plan.Rate, population.Count, plan.Mix), population, places, speaker, tally, TimeProvider.System);
        try
        {
            if (!plan.IsLoggedIn)
                await everyone.LoginAsync(done => progress(Localized.Of($"logged in {done} of {population.Count}", $"已登录 {done}/{population.Count}")), cancellationToken);
            var (begun, watch, processor, cores) = (DateTimeOffset.UtcNow, new Stopwatch(), TimeSpan.Zero, 0.0);
            long left;
            using (var meter = new Timer(_ => progress(Progress(tally, checker, places)), null, s_second, s_second))
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
                    cancellationToken);
            }

            progress(Localized.Of("waiting for messages on their way", "等待途中的消息"));
            await everyone.DrainAsync(checker, plan.Drain, CancellationToken.None);
            return new()
            {
                Plan = plan, Accounts = population.Count, Begun = begun, Measured = watch.Elapsed, Tally = tally.Result(), Messages = checker.Result(), NotSent = left, Reconnects = connections.Reconnects, GeneratorCores = cores,
            };
        }
        finally
        {
            if (!plan.IsLoggedIn)
                await everyone.LogoutAsync();
            progress("");
        }
    }

    private static string Progress(Tally tally, MessageChecker checker, Places places)
    {
        var (count, p99) = tally.Recent();
        var (stored, received) = checker.SoFar;
        var p99InMs = (p99 / 1000.0).ToString("F1", CultureInfo.InvariantCulture);
        return Localized.Of(
            $"{count}/s  p99 {p99InMs} ms  under way {places.InUse}  not done {tally.Failed}  messages {received}/{stored}",
            $"{count}/秒  p99 {p99InMs} 毫秒  进行中 {places.InUse}  未完成 {tally.Failed}  消息 {received}/{stored}");
    }
}
