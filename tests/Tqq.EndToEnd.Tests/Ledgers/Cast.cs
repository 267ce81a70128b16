using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Ledgers;

/// <summary>The people of a storm, their ledger, and what they have seen. They outlive the server that they write through.</summary>
public sealed class Cast
{
    /// <summary>What the rates of a server must be for a storm, and room for what piles up.</summary>
    public static readonly string[] Flags = ["--rate-message", "off", "--rate-other", "off", "--mailbox-limit", "1000000"];

    private Cast(Ledger ledger) => Ledger = ledger;

    public Ledger Ledger { get; }

    public SightCount Sights { get; } = new();

    public IReadOnlyList<Correspondent> Senders { get; private set; } = [];

    public IReadOnlyList<Correspondent> Receivers { get; private set; } = [];

    /// <summary>Makes accounts for them and logs all of them in.</summary>
    public static async Task<Cast> CreateAsync(TestServer server, int senders, int receivers)
    {
        var cast = new Cast(new Ledger());
        cast.Senders = await cast.HireAsync(server, senders);
        cast.Receivers = await cast.HireAsync(server, receivers);
        return cast;
    }

    /// <summary>The same people with a copy of their ledger, for a server that goes on from here in another way.</summary>
    public Cast Copy()
    {
        var ledger = Ledger.Copy();
        return new(ledger) { Senders = [.. Senders.Select(one => one.With(ledger))],
            Receivers = [.. Receivers.Select(one => one.With(ledger))] };
    }

    /// <summary>Logs the receivers in again, if their sessions are over.</summary>
    public async Task ReturnAsync(TestServer server)
    {
        foreach (var receiver in Receivers)
            if ((await receiver.AskAsync(server.Wire, "List")).Result != "0")
                await LoginAsync(server, receiver);
    }

    /// <summary>Lets every receiver fetch what waits.</summary>
    public Task DrainAsync(TestServer server) => Task.WhenAll(Receivers.Select(receiver => receiver.DrainAsync(server.Wire)));

    /// <summary>Makes more accounts, and logs them in.</summary>
    public async Task<IReadOnlyList<Correspondent>> HireAsync(TestServer server, int count, string whoMayAdd = "verify")
    {
        var people = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => server.AddPersonAsync(whoMayAdd)));
        var hired = people.Select(person => new Correspondent(person.Uin, person.PasswordMd5, Ledger, Sights)).ToList();
        foreach (var one in hired)
            await LoginAsync(server, one);
        return hired;
    }

    private static async Task LoginAsync(TestServer server, Correspondent one)
    {
        var exchange = await one.LoginAsync(server.Wire);
        if (!exchange.Body.Contains("&RS=0", StringComparison.Ordinal))
            throw new InvalidOperationException($"account {one.Uin} could not log in: {exchange}");
    }
}
