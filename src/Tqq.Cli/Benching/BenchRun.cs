using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
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
        var server = await FindAsync(plan, cancellationToken);
        var population = new Population(accounts);
        using var connections = new ClientSockets(plan, server, population.Count);
        using var places = new Places(plan.InFlight, () => new Lane(connections, plan.Server.ToString(), plan.Timeout));
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
        return string.Create(CultureInfo.InvariantCulture, $"{count}/s  p99 {p99 / 1000.0:F1} ms  under way {places.InUse}  not done {tally.Failed}  messages {received}/{stored}");
    }

    private static async Task<EndPoint> FindAsync(BenchPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await probe.ConnectAsync(plan.Server.Host, plan.Server.Port, cancellationToken);
            var found = (IPEndPoint)probe.RemoteEndPoint!;
            return found.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(found.Address.MapToIPv4(), found.Port) : found;
        }
        catch (SocketException)
        {
            throw new CommandFailedException(ExitCode.NoServer, Localized.Of($"no server answers at {plan.Server}: start one with 'tqq serve', or name another with --server HOST:PORT", $"{plan.Server} 没有服务器应答：请用 'tqq serve' 启动，或用 --server 主机:端口 换一个"));
        }
    }
}
