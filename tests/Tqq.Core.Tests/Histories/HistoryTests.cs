using System.Globalization;
using CsCheck;
using Tqq.Core.Limits;
using Tqq.Core.Mail;
using Tqq.Core.Rules;

namespace Tqq.Core.Tests.Histories;

/// <summary>Random histories of several accounts against a slow, obvious model. `HISTORIES=1000000` makes it a million.</summary>
public sealed class HistoryTests
{
    private static readonly long s_count = long.Parse(Environment.GetEnvironmentVariable("HISTORIES")
        ?? "20000", CultureInfo.InvariantCulture);

    // Small numbers, so that a short history comes up against all of them; three long texts fill a reply.
    private static readonly AccountRules Unlimited = new()
    {
        MailboxLimit = 6,
        Rates = new() { Sending = RateLimit.None, StatusChange = RateLimit.None, Befriending = RateLimit.None, Other = RateLimit.None },
        Wire = Town.Wire with { SizeOf = Size },
    };

    private static readonly AccountRules Limited = new()
    {
        MailboxLimit = 6,
        Penalty = TimeSpan.FromSeconds(7),
        Wire = Town.Wire with { SizeOf = Size },
        Rates = new()
        {
            Sending = new(TimeSpan.FromSeconds(3), 2), StatusChange = new(TimeSpan.FromSeconds(10), 1),
                Befriending = new(TimeSpan.FromSeconds(3), 3), Other = new(TimeSpan.FromSeconds(1), 2),
        },
    };

    // More waits than is kept in memory, and that is more than a reply has room for.
    private static readonly AccountRules OneByOne = Unlimited
        with { Wire = Unlimited.Wire with { MessagesAtOnce = 3, BytesAtOnce = 9_000, BytesOfFirst = 0 } };

    private static readonly (AccountRules Rules, bool HasDevices)[] Rules = [(Unlimited, false), (Limited, false),
        (Unlimited with { Quirks = Quirks.Tencent2006 }, false), (Unlimited with { FriendLimit = 1 }, false), (OneByOne, false),
        (Unlimited, true), (Limited, true), (OneByOne, true)];

    [Fact]
    public void The_rules_do_what_the_model_does() => Gen.Select(Gen.Int[0, Rules.Length - 1], Event.Any.Array[1, 60]).Sample(
        (rules, events) =>
        {
            if (Fault(rules, events) is not null)
                Assert.Fail(Shortest(rules, events));
        },
        iter: s_count);

    private static string? Fault(int rules, IEnumerable<Event> events)
    {
        try
        {
            var history = new History(Rules[rules].Rules, Rules[rules].HasDevices);
            foreach (var happening in events)
                history.Happen(happening);
            history.End();
            return null;
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }

    // Leaves out whatever can be left out, so that a failure can be read.
    private static string Shortest(int rules, Event[] events)
    {
        List<Event> rest = [.. events];
        for (var at = rest.Count - 1; at >= 0; at = Math.Min(at - 1, rest.Count - 1))
        {
            List<Event> fewer = [.. rest[..at], .. rest[(at + 1)..]];
            if (Fault(rules, fewer) is not null)
                (rest, at) = (fewer, rest.Count);
        }

        return $"{Fault(rules, rest)}, after these with the rules number {rules}:\n{string.Join('\n', rest)}";
    }

    private static int Size(Message message) => 9_000 * message.Text.Length;
}
