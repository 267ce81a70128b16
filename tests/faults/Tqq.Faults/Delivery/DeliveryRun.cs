using System.ComponentModel;
using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Delivery;

/// <summary>
/// Replies with messages that meet a bad network, with real sockets between two network namespaces: what the client's program never had
/// must come again, and what it had must not, where nothing died or the client counts (protocol.md §4).
/// </summary>
internal static class DeliveryRun
{
    private const int Senders = 4;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    // Longer than --session-timeout below, by more than the server takes to notice.
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(9);

    private static readonly (string Heading, bool Counts, bool HasTls)[] s_clients =
        [("A client of 2005", false, false), ("A client of 2005, over TLS", false, true),
            ("A client with a key that counts (`AK`)", true, false), ("The same over TLS", true, true)];

    public static async Task<bool> RunAsync(RunOptions options)
    {
        var rounds = options.Rounds ?? 5;
        Network network;
        try
        {
            network = await Network.BuildAsync(Trouble.All.Count * s_clients.Length);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            Section.Progress($"delivery: SKIPPED, network namespaces cannot be made here (root, iproute2, nftables): {e.Message}");
            return true;
        }

        await using var made = network;
        var outcomes = new List<ScenarioResult>();
        foreach (var way in Enum.GetValues<Way>())
            outcomes.AddRange(await RunAsync(network, way, rounds));
        var successions = await Succession.RunAsync(network, rounds);
        var repetitions = await RepetitionTrial.RunAsync();

        Section.Say(
            $"The real server and raw clients in two network namespaces, joined by two links (Wi-Fi and mobile); nftables drops what is to be silent. Each cell {rounds} times: texts are sent to an account until each is acknowledged; its client asks for them, the reply meets what the row says, the client comes back as the column says, and then fetches until nothing is left. A text counts as received once the program has read the whole reply. A cell says how many texts were lost / came twice; what protocol.md §4 does not allow is bold.");
        Section.Say($"");
        Section.Say(
            $"A client of 2005 may see a text twice where its program had read the reply and then the connection, the network or the server died before that was acknowledged (`read, then reset`, `read, confirmations lost`, SIGKILL), and where it asks again elsewhere while a reply lies unread that it reads after all (`read late`). It loses texts in one case, where nobody can know better: its kernel has confirmed the whole reply, its program says the next thing on another connection and never reads the first. A client that counts knows each text by its number.");
        Section.Say($"");
        foreach (var (heading, counts, hasTls) in s_clients)
            Print(heading, [.. outcomes.Where(outcome => outcome.Counts == counts && outcome.HasTls == hasTls)]);
        Section.Say(
            $"Texts in all: {outcomes.Sum(outcome => outcome.Sent)}. Scenarios that could not be carried out: {outcomes.Count(outcome => outcome.Error is not null)}; texts in another order than sent: {outcomes.Count(outcome => outcome.IsOutOfOrder)}.");
        Section.Say($"");
        successions.Print();
        repetitions.Print();
        var isMet = outcomes.All(outcome => outcome.IsAllowed) && successions.IsMet && repetitions.IsMet;
        return Section.Verdict(isMet,
            "0 lost but for what a client of 2005 leaves unread in its own kernel; 0 twice where the client counts, and otherwise only where a connection, a network or the server died after the program had read the reply; a repeated body is stored once");
    }

    private static async Task<List<ScenarioResult>> RunAsync(Network network, Way way, int rounds)
    {
        using var directory = new TemporaryDirectory();
        string[] flags = way == Way.Timeout ? ["--session-timeout", "5s"] : [];
        var outcomes = new List<ScenarioResult>();
        var server = await ServerInNetwork.StartAsync(network, directory, flags);
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                var scenarios = Cast(network, way);
                await DoAllAsync(scenarios, await HireAsync(network, server), (scenario, sender) =>
                    scenario.ReceiveTextsAsync(server, sender));
                await DoAllAsync(scenarios, scenario => scenario.MeetFaultAsync());
                await network.AwaitUnheardAsync([.. scenarios.Where(scenario => scenario.Error is null).Select(scenario => scenario.Deaf)
                    .OfType<IPEndPoint>()], s_patience);
                if (way == Way.Timeout)
                    await Task.Delay(s_silence);
                if (way == Way.Kill)
                {
                    await server.KillAsync();
                    await server.DisposeAsync();
                    server = await ServerInNetwork.StartAsync(network, directory, flags);
                }

                await DoAllAsync(scenarios, scenario => scenario.ReturnAsync());
                await DoAllAsync(scenarios, scenario => scenario.DrainAsync());
                outcomes.AddRange(scenarios.Select(scenario => scenario.Judge()));
                foreach (var wrong in outcomes.TakeLast(scenarios.Count).Where(outcome => !outcome.IsAllowed).Take(round == 0 ? 60 : 5))
                    Section.Progress($"delivery {way} {round}: {wrong}");
                Section.Progress($"delivery {way} {round}: {scenarios.Count} scenarios");
            }
        }
        finally
        {
            await server.DisposeAsync();
        }

        return outcomes;
    }

    private static List<Scenario> Cast(Network network, Way way)
    {
        var scenarios = new List<Scenario>();
        foreach (var (_, counts, hasTls) in s_clients)
            foreach (var trouble in Trouble.All)
                if (way != Way.SameConnection || trouble.CanGoOn)
                    scenarios.Add(new(network, scenarios.Count + 1, trouble, way, counts, hasTls));
        return scenarios;
    }

    private static async Task<List<Sender>> HireAsync(Network network, ServerInNetwork server)
    {
        var senders = new List<Sender>();
        for (var number = 1; number <= Senders; number++)
        {
            var (uin, passwordMd5) = await server.AddAccountAsync();
            senders.Add(new(await Line.OpenAsync(network, Network.Mobile(number), hasTls: false), uin, passwordMd5));
            await senders[^1].LoginAsync();
        }

        return senders;
    }

    private static async Task DoAllAsync(List<Scenario> scenarios, List<Sender> senders, Func<Scenario, Sender, Task> step)
    {
        await Task.WhenAll(scenarios.Select((scenario, at) => scenario.TryAsync(() => step(scenario, senders[at % Senders]))));
        senders.ForEach(sender => sender.Dispose());
    }

    private static Task DoAllAsync(List<Scenario> scenarios, Func<Scenario, Task> step) =>
        Task.WhenAll(scenarios.Select(scenario => scenario.TryAsync(() => step(scenario))));

    private static void Print(string heading, IReadOnlyList<ScenarioResult> outcomes)
    {
        Section.Say($"### {heading}");
        Section.Say($"");
        Section.Table(
            ["the reply", "same connection", "another connection", "List on another", "login, same address", "login elsewhere", "logout",
                "session timeout", "SIGKILL"],
            Trouble.All.Select(trouble =>
                (IReadOnlyList<object>)[trouble.Name, .. Enum.GetValues<Way>().Select(way =>
                Cell([.. outcomes.Where(outcome => outcome.Trouble == trouble && outcome.Way == way)]))]));
    }

    private static string Cell(IReadOnlyList<ScenarioResult> outcomes)
    {
        if (outcomes.Count == 0)
            return "-";
        var text = FormattableString.Invariant($"{outcomes.Sum(outcome => outcome.Lost)} / {outcomes.Sum(outcome => outcome.Doubled)}");
        return outcomes.All(outcome => outcome.IsAllowed) ? text : $"**{text}**";
    }
}
