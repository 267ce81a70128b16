using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Delivery;

/// <summary>
/// A program that counts is handed texts and ends without a count; one that does not count takes its place and must get all of them.
/// </summary>
/// <param name="Rows">How the second program comes, how many texts there were and how many of them it did not get.</param>
internal sealed record Succession(IReadOnlyList<(string How, int Sent, int Lost)> Rows)
{
    private const int Texts = 2;

    private static readonly (string How, Func<Receiver, Line, Task> First, bool IsElsewhere, bool KeepsSession)[] s_ways =
    [
        ("login, same address", (next, line) => next.LoginAsync(line), false, false),
        ("login elsewhere", (next, line) => next.LoginAsync(line), true, false),
        ("GetMsgEx with the same key", (_, _) => Task.CompletedTask, false, true),
        ("Logout with the same key, then login", async (next, line) =>
            { await next.LogoutAsync(line); await next.LoginAsync(line); }, false, true),
    ];

    public bool IsMet => Rows.All(row => row.Lost == 0);

    public static async Task<Succession> RunAsync(Network network, int rounds)
    {
        using var directory = new TemporaryDirectory();
        await using var server = await ServerInNetwork.StartAsync(network, directory);
        var (uin, passwordMd5) = await server.AddAccountAsync();
        using var sender = new Sender(await Line.OpenAsync(network, Network.Mobile(1), hasTls: false), uin, passwordMd5);
        await sender.LoginAsync();
        var rows = new List<(string, int, int)>();
        foreach (var (how, first, isElsewhere, keepsSession) in s_ways)
        {
            var lost = 0;
            for (var round = 0; round < rounds; round++)
                foreach (var hasTls in new[] { false, true })
                    lost += await RunAsync(network, server, sender, hasTls, isElsewhere ? Network.Mobile(2)
                        : Network.WiFi(2), keepsSession, first);
            rows.Add((how, rounds * 2 * Texts, lost));
            Section.Progress($"delivery, a successor that does not count: {rows[^1]}");
        }

        return new(rows);
    }

    public void Print()
    {
        Section.Say($"### A program that counts is handed two texts and ends; one that does not count takes its place");
        Section.Say($"");
        Section.Table(["the second program", "texts", "**lost**"],
            Rows.Select(row => (IReadOnlyList<object>)[row.How, row.Sent, $"**{row.Lost}**"]));
    }

    private static async Task<int> RunAsync(Network network, ServerInNetwork server, Sender sender, bool hasTls, IPAddress from,
        bool keepsSession, Func<Receiver, Line, Task> first)
    {
        var (uin, passwordMd5) = await server.AddAccountAsync();
        var sent = new List<string>();
        for (var text = 0; text < Texts; text++)
            sent.Add(await sender.SendAsync(uin, isLong: false));
        var counting = new Receiver(uin, passwordMd5, counts: true);
        using (var line = await Line.OpenAsync(network, Network.WiFi(2), hasTls))
        {
            await counting.LoginAsync(line);
            await counting.FetchAsync(line);
        }

        var next = counting.Successor(keepsSession);
        using var other = await Line.OpenAsync(network, from, hasTls);
        await first(next, other);
        await next.DrainAsync(other);
        return sent.Except(next.Received).Count();
    }
}
