using System.Diagnostics;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Histories;

/// <summary>A few people at the real server who do things at the same time, and what came of it.</summary>
internal sealed class Town
{
    public const int People = 3;

    // Every deletion is another one: the same one again within 30 s is penalised (protocol.md §5.7).
    private readonly Dictionary<(int, int), long> _removed = [];
    private readonly Person[] _people;
    private readonly Random _random;
    private IReadOnlyCollection<World> _worlds = [World.Of(People)];
    private int _texts;

    private Town(Person[] people, int seed) => (_people, _random) = (people, new(seed));

    public static async Task<Town> FoundAsync(TestServer server, int seed) =>
        new(await Task.WhenAll(Enumerable.Range(0, People).Select(_ => server.AddOnlineAsync("anyone"))), seed);

    /// <summary>Everybody does a few things, all at once; then, one after the other, all look at everything.</summary>
    /// <returns>The history if it has no legal order; otherwise null.</returns>
    public async Task<string?> LiveAsync(int each)
    {
        // Drawn before, so that a seed gives the same requests whatever the server does.
        var plans = Enumerable.Range(0, People).Select(who => Enumerable.Range(0, each).Select(_ => Plan(who)).ToArray()).ToArray();
        var together = await Task.WhenAll(plans.Select(async (plan, who) =>
        {
            var calls = new List<Call>();
            foreach (var (act, whom, argument) in plan)
                calls.Add(await CallAsync(who, act, whom, argument));
            return calls;
        }));
        List<Call> history = [.. together.SelectMany(calls => calls)];
        for (var who = 0; who < People; who++)
            foreach (var act in new[] { Act.Fetch, Act.Fetch, Act.List, Act.QueryStat })
                history.Add(await CallAsync(who, act, who, ""));

        var ends = _worlds.SelectMany(world => LegalOrder.Ends(world, People, history)).DistinctBy(world => world.Key).ToList();
        if (ends.Count == 0)
            return $"began as {string.Join(" or ", _worlds.Select(world => world.Key))}\n{string.Join('\n', history.OrderBy(call => call.Invoked))}";
        _worlds = ends;
        return null;
    }

    private (Act, int Whom, string Argument) Plan(int who)
    {
        var whom = (who + 1 + _random.Next(People - 1)) % People;
        switch (_random.Next(11))
        {
            case 0 or 1 or 2:
                return (Act.Send, whom, $"t{++_texts}");
            case 3 or 4:
                return (Act.Fetch, who, "");
            case 5:
                return (Act.Add, whom, "");
            case 6 when !_removed.TryGetValue((who, whom), out var at) || Stopwatch.GetElapsedTime(at) > TimeSpan.FromSeconds(60):
                _removed[(who, whom)] = Stopwatch.GetTimestamp();
                return (Act.Remove, whom, "");
            case 7:
                return (Act.List, who, "");
            case 8:
                return (Act.ChangeStatus, who, new[] { "10", "30", "40" }[_random.Next(3)]);
            case 9:
                return (_random.Next(2) == 0 ? Act.LoginAgain : Act.LoginElsewhere, who, "10");
            default:
                return (Act.QueryStat, who, "");
        }
    }

    private async Task<Call> CallAsync(int who, Act act, int whom, string argument)
    {
        var (me, uin) = (_people[who], _people[whom].Uin);
        var invoked = Stopwatch.GetTimestamp();
        var result = act switch
        {
            Act.Send => Code(await me.ResultAsync("CLTMSG", $"&UN={uin}&MG={argument}")),
            Act.Fetch =>
                string.Join(';', (await me.FetchAsync()).Select(item => item.Trim().Split(' ')).Select(parts =>
                $"{parts[0]} {NumberOf(parts[1])} {parts[2]}")),
            Act.Add => Code(await me.ResultAsync("AddToList", $"&UN={uin}")),
            Act.Remove => Code(await me.ResultAsync("DelFromList", $"&UN={uin}")),
            Act.List => string.Join(',', ListIn(await me.ResultAsync("List", "&TN=1"), "UN").Select(NumberOf).Order()),
            Act.LoginAgain or Act.LoginElsewhere => await LoginAsync(me, isElsewhere: act == Act.LoginElsewhere),
            Act.ChangeStatus => Code(await me.ResultAsync("Change_Stat", $"&ST={argument}")),
            _ => Online(await me.ResultAsync("Query_Stat", "&TN=1")),
        };
        return new(who, act, whom, argument, invoked, Stopwatch.GetTimestamp(), result);
    }

    private static async Task<string> LoginAsync(Person person, bool isElsewhere)
    {
        var from = person.From.GetAddressBytes();
        if (isElsewhere)
            person.From = new([from[0], (byte)(1 + (from[1] % 5)), from[2], from[3]]);
        return (await person.LoginAsync()).Contains("&RES=0&RS=0", StringComparison.Ordinal) ? "0" : "not logged in";
    }

    private string Online(string reply) =>
        string.Join(',', ListIn(reply, "UN").Zip(ListIn(reply, "ST"), (uin, status) => $"{NumberOf(uin)}={status}")
            .Order(StringComparer.Ordinal));

    private int NumberOf(string uin) => Array.FindIndex(_people, person => person.Uin.ToString(null, null) == uin);

    private static string Code(string result) => result.Split('&')[0];

    private static string[] ListIn(string reply, string key) => [.. reply.Split($"&{key}=")[1].Split('&')[0].Split(',').SkipLast(1)];
}
