using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Ledgers;

/// <summary>The people of a storm, their ledger, and what they have seen. They outlive the server that they write through.</summary>
public sealed class Cast
{
    /// <summary>What the rates of a server must be for a storm, and room for what piles up.</summary>
    public static readonly string[] Flags = ["--rate-message", "off", "--rate-other", "off", "--mailbox-limit", "1000000"];

    private Cast()
    {
    }

    public Ledger Ledger { get; } = new();

    public SightCount Sights { get; } = new();

    public IReadOnlyList<Correspondent> Senders { get; private set; } = [];

    public IReadOnlyList<Correspondent> Receivers { get; private set; } = [];

    /// <summary>Makes accounts for them and logs all of them in.</summary>
    public static async Task<Cast> CreateAsync(RunningServer server, int senders, int receivers)
    {
        var cast = new Cast();
        cast.Senders = await cast.HireAsync(server, senders);
        cast.Receivers = await cast.HireAsync(server, receivers);
        return cast;
    }

    /// <summary>Lets every receiver fetch what waits.</summary>
    public Task DrainAsync(RunningServer server) => Task.WhenAll(Receivers.Select(receiver => receiver.DrainAsync(server.Wire)));

    private async Task<IReadOnlyList<Correspondent>> HireAsync(RunningServer server, int count)
    {
        var people = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => server.AddPersonAsync()));
        var hired = people.Select(person => new Correspondent(person.Uin, person.PasswordMd5, Ledger, Sights)).ToList();
        foreach (var one in hired)
            if ((await one.LoginAsync(server.Wire)).Result != "0")
                throw new InvalidOperationException($"account {one.Uin} could not log in");
        return hired;
    }
}
