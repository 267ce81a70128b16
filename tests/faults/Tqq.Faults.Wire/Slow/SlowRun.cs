using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace Tqq.Faults.Wire.Slow;

/// <summary>
/// Thousands of connections that are slow in three ways and thousands that say nothing, against the real program, while a
/// client that behaves holds a watch. First from many addresses, so that only the limits on time and bytes help; then from a
/// single one, so that its share is what helps.
/// </summary>
internal static class SlowRun
{
    private const int SlowOfEachKind = 2_900; // some of them are just coming again
    private const int SlowAtOnce = 2_000;
    private const int Idle = 10_100;
    private const int IdleAtOnce = 10_000;
    private const int Addresses = 40;
    private const int PerAddress = 1_024;
    private const int Clients = 2;
    private const int Connections = 20_000;
    private const int Requests = 4_096;
    private const double BoundMiB = ((40.0 * Connections) + (320.0 * Requests)) / 1024;
    private const double Aim = 2;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenCounts = TimeSpan.FromSeconds(1);
    private static readonly IPAddress FarAddress = new([127, 0, 0, 1]);

    /// <returns>Whether the aim was reached.</returns>
    public static async Task<bool> RunAsync()
    {
        Write($"{SlowOfEachKind:N0} connections whose head comes one byte a second, {SlowOfEachKind:N0} whose body does, {SlowOfEachKind:N0} that read a reply of some 60 KB one byte a second, and {Idle:N0} that say nothing; each comes again half a second after it was closed, more or less, so that at least {SlowAtOnce:N0} of each slow kind and {IdleAtOnce:N0} idle ones are there at once. ");
        Write($"A client that behaves polls meanwhile, nine times on a connection that it keeps and the tenth time on a new one, for {Time.TotalSeconds:N0} s each: before, during and after. The server has one core; client and attackers have the other, the client before the attackers, whatever they do, because elsewhere they would have cores of their own. Aim: a p99 within {Aim:N0} times.\n\n");
        var isFair = await ManyAddressesAsync();
        return await OneAddressAsync() && isFair;
    }

    private static async Task<bool> ManyAddressesAsync()
    {
        await using var server = await ServerUnderTest.StartAsync("--connections", Text(Connections), "--connections-per-address", "1000",
            "--requests", Text(Requests));
        var key = await server.KeyOfThePopularAsync();
        var client = new Healthy(server.Wire, FarAddress, ServerUnderTest.Far);
        await client.LoginAsync(ServerUnderTest.PasswordMd5);
        await client.MeasureAsync(TimeSpan.FromSeconds(5)); // until the code is compiled

        Write($"### From {Addresses} addresses\n\n| | p50 kept | p99 kept | p50 new | p99 new | failed | server MiB | server CPU |\n|---|---|---|---|---|---|---|---|\n");
        var before = await PhaseAsync("before", server, client);
        var (during, counts) = await DuringAsync(server, client, key);
        var after = await PhaseAsync("after", server, client);

        // A shared machine is not equally fast all the time: what is compared with is the slower of before and after.
        var (kept, fresh) = (during.Kept / Math.Max(before.Kept, after.Kept), during.Fresh / Math.Max(before.Fresh, after.Fresh));
        Write($"\nAt no time fewer than {counts[0]:N0} slow heads, {counts[1]:N0} slow bodies, {counts[2]:N0} slow readers and {counts[3]:N0} idle ones had a connection; connections had been closed {counts[4]:N0} times. ");
        Write($"p99 on the kept connection: {kept:N2} times, on new ones: {fresh:N2} times. By its settings the server could have taken {BoundMiB:N0} MiB more than before (see docs/decisions/0015-memory-is-bounded-by-settings.md); it took {during.MiB - before.MiB:N0}.\n\n");
        var isAttacked = counts[..3].All(slow => slow >= SlowAtOnce) && counts[3] >= IdleAtOnce;
        if (!isAttacked)
            Write($"There were too few of them for the run to say anything.\n\n");
        return isAttacked && kept <= Aim && fresh <= Aim && during.Failed == 0;
    }

    private static async Task<((double Kept, double Fresh, int Failed, double MiB) Phase, int[] Least)> DuringAsync(ServerUnderTest server,
        Healthy client, string key)
    {
        await using var attack = Child.Start(1, 19, "Tqq.Faults.Wire.dll", "attack", Text(server.Wire.Port), Text(SlowOfEachKind),
            Text(Idle), Text(Addresses), "500", key);
        await attack.ReadUntilAsync("all have begun");
        var phase = PhaseAsync("during", server, client);
        var least = await attack.AskAsync();
        while (!phase.IsCompleted)
        {
            await Task.Delay(BetweenCounts);
            var counts = await attack.AskAsync();
            least = [.. least[..^1].Zip(counts, Math.Min), counts[^1]];
        }

        return (await phase, least);
    }

    private static async Task<bool> OneAddressAsync()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var key = await server.KeyOfThePopularAsync();
        var far = new Healthy(server.Wire, FarAddress, ServerUnderTest.Far);
        var near = new Healthy(server.Wire, new([127, 1, 0, 1]), ServerUnderTest.Near);
        await far.LoginAsync(ServerUnderTest.PasswordMd5);
        await near.LoginAsync(ServerUnderTest.PasswordMd5);

        Write($"### From one address\n\nThe same, but for the pause, which is some 10 s, and with the settings that the server has by itself: at most {PerAddress:N0} connections of an address. One client that behaves is elsewhere, another one has the address of the attackers.\n\n");
        Write("| | p50 kept | p99 kept | p50 new | p99 new | failed | server MiB | server CPU |\n|---|---|---|---|---|---|---|---|\n");
        await far.MeasureAsync(TimeSpan.FromSeconds(5)); // until the code is compiled
        var quiet = await PhaseAsync("before", server, far);
        await using var attack = Child.Start(1, 19, "Tqq.Faults.Wire.dll", "attack", Text(server.Wire.Port), Text(SlowOfEachKind),
            Text(Idle), "1", "10000", key);
        await attack.ReadUntilAsync("all have begun");
        var elsewhere = await PhaseAsync("elsewhere", server, far);
        await PhaseAsync("same address", server, near);
        var inside = Established(server.Wire);
        var counts = await attack.AskAsync();
        Write($"\nAt the end of it {inside:N0} connections were open; connections had been closed {counts[4]:N0} times. p99 elsewhere, on the kept connection: {elsewhere.Kept / quiet.Kept:N2} times, on new ones: {elsewhere.Fresh / quiet.Fresh:N2} times.\n\n");
        return elsewhere.Failed == 0 && inside <= PerAddress + Clients;
    }

    private static async Task<(double Kept, double Fresh, int Failed, double MiB)> PhaseAsync(string name, ServerUnderTest server,
        Healthy client)
    {
        var cpu = server.Process.CpuSeconds();
        var (kept, fresh, failed) = await client.MeasureAsync(Time);
        cpu = (server.Process.CpuSeconds() - cpu) / Time.TotalSeconds;
        var memory = server.Process.ResidentMiB();
        Write($"| {name} | {At(kept, 50):N2} ms | {At(kept, 99):N2} ms | {At(fresh, 50):N2} ms | {At(fresh, 99):N2} ms | {failed} of {kept.Count + fresh.Count + failed} | {memory:N0} | {100 * cpu:N0} % |\n");
        return (At(kept, 99), At(fresh, 99), failed, memory);
    }

    // Those of the server's side. What the attackers think of it is no measure: one that reads slowly hears late that it has been closed.
    private static int Established(IPEndPoint port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(connection => connection.LocalEndPoint.Port == port.Port && connection.State == TcpState.Established);

    private static double At(List<double> values, int percent)
    {
        values.Sort();
        return values.Count == 0 ? double.NaN : values[(int)((values.Count - 1) * percent / 100.0)];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Write(string text) => Console.Out.Write(text);
}
