using Tqq.EndToEnd.Tests.Ledgers;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.PowerCuts;

/// <summary>
/// Power cuts: what had reached the disk at a random moment of a storm is mounted, recovered by the real program and compared.
/// </summary>
internal static class PowerRun
{
    private const int CutsOfOneServer = 20;
    private const int WarmUp = 50; // messages, so that no cut meets a server that has hardly begun

    public static async Task<bool> RunAsync(RunOptions options)
    {
        var cuts = options.Rounds ?? 200;
        var weakCuts = Math.Max(1, cuts / 10);
        var random = new Random(options.Seed);
        using var scratch = new Scratch();
        var full = await CutAsync(scratch, null, cuts, random);
        var normal = await CutAsync(scratch, WeakProgram.Make(scratch.At("weak")), weakCuts, random);
        Section.Say(
            $"The data lies on an ext4 image (`commit=300`) on a tmpfs, mounted through a loop device. Six senders write to four receivers, two of which poll; after 50 to 800 ms the server is stopped (SIGSTOP), the image copied as it is, and the server goes on. The copy is mounted, the real program recovers it, all receivers fetch, and the ledger of that moment is compared: every message that was acknowledged before the copy has to have come before it or be there. A row adds up the ledgers of all its cuts. Seed {options.Seed}.");
        Section.Say($"");
        Section.Findings("cuts", ($"{cuts}, as it is (`synchronous=FULL`)", full),
            ($"{weakCuts}, the same program with `synchronous=NORMAL`", normal));
        var isMet = Section.Verdict(full.IsClean && full.Acknowledged > 0, $"0 lost over {cuts} cuts");
        return Section.Verdict(normal.Lost > 0, "losses with `synchronous=NORMAL`, which prove that the run sees them") && isMet;
    }

    private static async Task<Findings> CutAsync(Scratch scratch, string? program, int cuts, Random random)
    {
        var all = new Findings();
        for (var done = 0; done < cuts;)
        {
            await using var volume = await Volume.MakeAsync(scratch.At("disk"));
            var cast = await MakeAccountsAsync(volume.Data);
            await using var server = await RunningServer.StartAsync(volume.Data, new Dictionary<string, string>(), program, Cast.Flags);
            var storm = Storm.Start(server.Wire, cast.Senders, cast.Receivers, cast.Receivers.Take(2), random.Next(),
                TimeSpan.FromMilliseconds(2));
            await storm.WaitForAsync(WarmUp);
            for (var of = Math.Min(cuts, done + CutsOfOneServer); done < of; done++)
            {
                await Task.Delay(random.Next(50, 801));
                await Standstill.BeginAsync(server);
                var copy = await volume.CopyAsync(scratch.At("cut"));
                var then = cast.Copy();
                var found = await RecoverAsync(copy, then, program);
                all += found;
                Section.Progress($"cut {done}: {found.Acknowledged} acknowledged, {found.Lost} lost{(found.IsClean ? "" : $" {found}")}");
                Standstill.End(server);
            }

            await server.KillAsync();
            await storm.StopAsync();
        }

        return all;
    }

    // By a run that ends in order, so that the weak program loses messages and not whole accounts.
    private static async Task<Cast> MakeAccountsAsync(string data)
    {
        await using var server = await RunningServer.StartAsync(data, Cast.Flags);
        var cast = await Cast.CreateAsync(server, 6, 4);
        await server.TerminateAsync();
        return cast;
    }

    private static async Task<Findings> RecoverAsync(string copy, Cast cast, string? program)
    {
        await using var volume = await Volume.MountAsync(copy);
        cast.Ledger.Cut();
        await using var server = await RunningServer.StartAsync(volume.Data, new Dictionary<string, string>(), program, Cast.Flags);
        await cast.ReturnAsync(server);
        await cast.DrainAsync(server);
        return cast.Ledger.Sum();
    }
}
