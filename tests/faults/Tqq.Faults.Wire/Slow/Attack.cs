using System.Globalization;
using System.Net;

namespace Tqq.Faults.Wire.Slow;

/// <summary>
/// All attackers, in a process that answers each line with how many of each kind have a connection, and how often they lost one.
/// </summary>
internal static class Attack
{
    /// <param name="server">The wire port.</param>
    /// <param name="slow">How many of each slow kind.</param>
    /// <param name="idle">How many idle ones.</param>
    /// <param name="addresses">From how many addresses of 127.1.0.0/16.</param>
    /// <param name="pause">How long each waits before it comes again, in milliseconds.</param>
    /// <param name="key">The session key of the account with many friends.</param>
    public static async Task RunAsync(IPEndPoint server, int slow, int idle, int addresses, int pause, string key)
    {
        var attackers = new List<Attacker>();
        foreach (var kind in Enum.GetValues<Kind>())
            for (var number = 0; number < (kind == Kind.Idle ? idle : slow); number++)
                attackers.Add(new(kind, new([127, 1, (byte)(number % addresses / 250), (byte)((number % addresses % 250) + 1)]), server,
                    TimeSpan.FromMilliseconds(pause), key));
        var running = new List<Task>();
        // In no order and over some time, so that they do not come and go in waves, and so that the backlog of the listener, which is no
        // part of what is tried, holds them.
        var order = attackers.ToArray();
        Random.Shared.Shuffle(order);
        foreach (var attacker in order)
        {
            running.Add(attacker.RunAsync());
            if (running.Count % 35 == 0)
                await Task.Delay(20);
        }

        Console.WriteLine("all have begun");
        while (await Console.In.ReadLineAsync() is not null)
            Console.WriteLine(string.Join(' ', Enum.GetValues<Kind>().Select(kind =>
                attackers.Count(attacker => attacker.Kind == kind && attacker.IsIn))
                .Append(attackers.Sum(attacker => attacker.Losses)).Select(number => number.ToString(CultureInfo.InvariantCulture))));
    }
}
