using System.Collections.Concurrent;
using System.Globalization;
using Tqq.Client;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Clients;

/// <summary>
/// Tqq.Client sends texts while the server is killed, each time behind a commit and before any reply: each text is there once.
/// </summary>
internal static class KeysRun
{
    private const int Senders = 2;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    public static async Task<bool> RunAsync(RunOptions options)
    {
        var kills = options.Rounds ?? 300;
        var random = new Random(options.Seed);
        using var directory = new TemporaryDirectory();
        var disk = await FaultyDisk.BuildAsync(Path.Combine(AppContext.BaseDirectory, "disk.c"), directory.At("faults"));
        string[] flags = ["--rate-message", "off", "--rate-other", "off", "--mailbox-limit", "1000000"];
        var server = await RunningServer.StartAsync(directory.At("data"), disk.Environment, null, flags);
        // A client stays with the address it has been given.
        flags = [.. flags, "--listen", server.Wire.ToString()];
        var recipient = await server.AddPersonAsync();
        var people = new List<Person>();
        while (people.Count < Senders)
            people.Add(await server.AddPersonAsync());

        using var stop = new CancellationTokenSource();
        var (sent, doubts) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        var sending = Task.WhenAll(people.Select(person => SendAsync(person, recipient.Uin, sent, doubts, stop.Token)));
        for (var kill = 0; kill < kills; kill++)
        {
            var before = sent.Count;
            while (sent.Count == before && !sending.IsCompleted)
                await Task.Delay(1);
            await Task.Delay(random.Next(20));
            disk.KillBehindNextCommit();
            await server.WaitForExitAsync(s_patience);
            await server.DisposeAsync();
            server = await RunningServer.StartAsync(directory.At("data"), disk.Environment, null, flags);
            if (kill % 20 == 0)
                Section.Progress($"keys, kill {kill}: {sent.Count} answered, {doubts.Count} in doubt");
        }

        await stop.CancelAsync();
        await sending;
        // The people of a server that is gone ask at its address still.
        await recipient.LoginAsync();
        var received = new List<string>();
        while (await recipient.FetchAsync() is { Length: > 0 } items)
            received.AddRange(items.Select(item => item.Split(' ')[2]));
        await server.DisposeAsync();

        var counts = received.CountBy(text => text).ToDictionary();
        var lost = sent.Count(text => !counts.ContainsKey(text));
        var doubled = counts.Values.Sum(count => count - 1);
        Section.Say(
            $"{Senders} clients of Tqq.Client send one text after the other to one account. {kills} times the server gets SIGKILL right behind the fsync of a commit (the shim of `fsync`), so that the text is on disk and nobody has been told; it is started again at the same address, and the client goes on by itself. At the end the recipient fetches all. Seed {options.Seed}.");
        Section.Say($"");
        Section.Table(["kills", "texts answered", "in doubt", "came", "**lost**", "**twice**"],
            [[kills, sent.Count, doubts.Count, received.Count, $"**{lost}**", $"**{doubled}**"]]);
        foreach (var doubt in doubts.Take(3))
            Section.Progress($"keys: {doubt}");
        return Section.Verdict(lost == 0 && doubled == 0 && doubts.IsEmpty && sent.Count >= kills, "0 lost, 0 twice, none in doubt");
    }

    private static async Task SendAsync(Person person, uint to, ConcurrentQueue<string> sent, ConcurrentQueue<string> doubts,
        CancellationToken stop)
    {
        await using var client = await TqqClient.SignInAsync(
            new() { Server = new($"http://{person.Server.Wire}"), Uin = person.Uin, Password = person.Password,
                MessageInterval = TimeSpan.FromMilliseconds(0.01), RetryBudget = s_patience, SignOutOnDispose = false },
                CancellationToken.None);
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{person.Uin}.{number}");
            try
            {
                await client.SendAsync(to, text, null, CancellationToken.None);
                sent.Enqueue(text);
            }
            catch (TqqException e)
            {
                doubts.Enqueue($"{text}: {e.GetType().Name}: {e.Message}");
            }
        }
    }
}
