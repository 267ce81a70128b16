using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Tqq.Bench.Figures;
using Tqq.Bench.Others.Contenders;
using Tqq.Bench.Others.Contenders.Queues;
using Tqq.Bench.Others.Contenders.Xmpp;
using Tqq.Bench.Others.Daemons;
using Tqq.Bench.Others.Rounds;

namespace Tqq.Bench.Others;

/// <summary>
/// Other servers that do the same job, and Tqq, in turn on this machine. The servers are bound to the first core;
/// bench/run binds this process to the second.
/// </summary>
internal static class OthersBench
{
    private static readonly TimeSpan s_often = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_seldom = TimeSpan.FromMilliseconds(100);

    /// <summary>Measures, writes the section to standard output and the chart into <paramref name="charts"/>.</summary>
    /// <returns>Whether every message came exactly once, and in order but where its server is known not to keep it.</returns>
    public static async Task<bool> TryAsync(IReadOnlyList<string> arguments, string charts)
    {
        try
        {
            return await RunAsync(Settings.Parse(arguments), charts);
        }
        catch (Exception problem) when (problem is FormatException or InvalidOperationException or IOException or OperationCanceledException
            or SocketException)
        {
            Say(problem.Message);
            return false;
        }
    }

    private static async Task<bool> RunAsync(Settings settings, string charts)
    {
        var contenders = Choose(settings.Only);
        await Packages.InstallAsync(contenders.Select(contender => contender.Package).Where(name => name.Length > 0));
        using var yard = await Yard.OpenAsync();
        var interrupted = new TaskCompletionSource<bool>();
        // However it is asked to end, the servers that it started end before it.
        void Interrupt(PosixSignalContext signal)
        {
            signal.Cancel = true;
            interrupted.TrySetException(new OperationCanceledException("interrupted"));
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        try
        {
            return await await Task.WhenAny(MeasureAsync(settings, contenders, yard, charts), interrupted.Task);
        }
        finally
        {
            foreach (var contender in contenders)
                await contender.DisposeAsync();
        }
    }

    private static Contender[] Choose(IReadOnlyList<string> only)
    {
        Contender[] all = [new TqqContender(), new TqqApi(), new Prosody(), new Ejabberd(), new Ejabberd(throughHttp: true),
            new Mosquitto(), new Redis(), new Postgres()];
        return only.FirstOrDefault(name => all.All(contender => contender.Name != name)) is { } unknown
            ? throw new FormatException(
                $"others: no server is called \"{unknown}\"; may be {string.Join(", ", all.Select(contender => contender.Name))}")
            : [.. all.Where(contender => only.Count == 0 || only.Contains(contender.Name))];
    }

    private static async Task<bool> MeasureAsync(Settings settings, Contender[] contenders, Yard yard, string charts)
    {
        var (memory, versions) = (new Dictionary<string, double>(), new Dictionary<string, string>());
        foreach (var contender in contenders)
        {
            Say($"starts {contender.Name}");
            await contender.StartAsync(yard.Make(contender.Name), Math.Max(settings.Pairs * 2, ConnectedMemory.Accounts));
            memory[contender.Name] = await ConnectedMemory.MeasureAsync(contender);
            versions[contender.Name] = await contender.VersionAsync();
        }

        var load = new MachineLoad();
        var series = await MeasureAsync(settings, Variants(contenders));
        if (settings.Only.Count == 0)
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(charts).FullName, "others.svg"), OthersReport.Draw(series));
        Console.Write(OthersReport.Write(settings, series, memory, versions, load));
        return series.All(one => one.IsGood);
    }

    private static async Task<IReadOnlyList<VariantResults>> MeasureAsync(Settings settings, Variant[] variants)
    {
        var outcomes = variants.ToDictionary(variant => variant, _ => new List<RoundResult>());
        for (var round = 1 - variants.Max(variant => variant.Contender.WarmUps); round <= settings.Rounds; round++)
        {
            foreach (var variant in variants.Where(variant => round > -variant.Contender.WarmUps))
            {
                var outcome = await Round.RunAsync(variant, settings.Pairs, settings.Time);
                Say(string.Create(CultureInfo.InvariantCulture,
                    $"{(round < 1 ? "warm-up" : $"round {round}")}, {variant.Label}: {outcome.PerSecond:F0}/s, {outcome.CpuOfOne:F1} us, {outcome.Tally}"));
                if (round > 0)
                    outcomes[variant].Add(outcome);
            }
        }

        return [.. variants.Select(variant => new VariantResults(variant, outcomes[variant]))];
    }

    private static Variant[] Variants(Contender[] contenders) => [.. contenders.SelectMany<Contender, Variant>(contender => contender switch
    {
        TqqContender => [new(contender, "asking every 10 ms", s_often), new(contender, "asking every 100 ms", s_seldom)],
        TqqApi => [new(contender, "event streams", TimeSpan.Zero)],
        Ejabberd { IsThroughHttp: true } => [new(contender, "waiting all the time", TimeSpan.Zero)],
        XmppContender =>
        [
            new(contender, "waiting all the time", TimeSpan.Zero),
            new(contender, "waiting, 100 ms between", s_seldom),
            // ejabberd hands out the first of what it has stored last.
            new(contender, "coming later (offline store)", TimeSpan.Zero, Away: true, KeepsOrder: contender is not Ejabberd),
        ],
        Mosquitto => [new(contender, "waiting all the time", TimeSpan.Zero)],
        _ => [new(contender, "asking every 10 ms", s_often), new(contender, "asking every 100 ms", s_seldom)],
    })];

    private static void Say(string line) => Console.Error.WriteLine("bench: " + line);
}
