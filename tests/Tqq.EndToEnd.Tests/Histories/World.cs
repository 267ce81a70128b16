using System.Collections.Immutable;

namespace Tqq.EndToEnd.Tests.Histories;

/// <summary>
/// The messenger of a few open accounts that are all logged in, from one address after the other, as protocol.md §3 to §5 have it when one
/// thing happens after the other; only who adds somebody has the other on its list a moment after it stands on that of the other, because
/// these are two transactions. A value: each call makes a new one.
/// </summary>
internal sealed class World
{
    private readonly ImmutableArray<Person> _people;

    private World(ImmutableArray<Person> people) => _people = people;

    /// <summary>Says of two worlds whether they are the same.</summary>
    public string Key => string.Join('|', _people.Select(person => person.Key));

    public static World Of(int people) => new([.. Enumerable.Range(0, people).Select(_ => new Person())]);

    /// <summary>What a call does and answers; null where it cannot come now.</summary>
    public (World After, string Result)? Do(Call call)
    {
        if (call.Act == Act.Tie)
            return (Tie(call.Who, call.Whom), "");
        if (call.Act == Act.Learn)
            return Learn(call.Who, call.Whom) is { } learned ? (learned, "") : null;
        var me = _people[call.Who];
        // Whatever a client asks next, logins included, acknowledges what was handed out and received; here all of it is.
        me = me with { Mail = me.Mail.RemoveRange(0, me.Out), Out = 0 };
        switch (call.Act)
        {
            case Act.Send:
                var world = With(call.Who, me);
                var other = world._people[call.Whom];
                return (world.With(call.Whom, other with { Mail = other.Mail.Add($"9 {call.Who} {call.Argument}") }), "0");
            case Act.Fetch:
                return (With(call.Who, me with { Out = me.Mail.Count }), string.Join(';', me.Mail));
            case Act.Add when call.Who == call.Whom || me.Known.ContainsKey(call.Whom):
                return (With(call.Who, me), "0");
            case Act.Add:
                // The other's list comes first, its own later, with what the other looked like now.
                other = _people[call.Whom];
                return (With(call.Who, me with { Adding = (call.Whom, other.Seen) }).With(call.Whom, other.Knows(call.Who, me.Seen)), "0");
            case Act.Remove:
                return (With(call.Who, me with { Known = me.Known.Remove(call.Whom) }), "0");
            case Act.List:
                return (With(call.Who, me), string.Join(',', me.Known.Keys));
            case Act.LoginElsewhere:
                // What the older session was told of friends and has not fetched, the new one does not hear.
                return (With(call.Who, me with { Mail = me.Mail.RemoveAll(item => item.StartsWith("99 ", StringComparison.Ordinal)),
                    Seen = call.Argument }), "0");
            case Act.LoginAgain or Act.ChangeStatus:
                return (With(call.Who, me with { Seen = call.Argument == "40" ? "20" : call.Argument }), "0");
            default:
                return (With(call.Who, me),
                    string.Join(',', me.Known.Where(friend => friend.Value != "20").Select(friend => $"{friend.Key}={friend.Value}")));
        }
    }

    // Nothing where there was nothing to add, or where the other has added this one meanwhile.
    private World Tie(int who, int whom)
    {
        var me = _people[who];
        return me.Adding is not var (_, seen) ? this
            : With(who, (me.Known.ContainsKey(whom) ? me : me.Knows(whom, seen)) with { Adding = null });
    }

    // A viewer is told what is so when it looks: several changes may be one to it. Who is just adding the other looks when that is done.
    private World? Learn(int viewer, int friend)
    {
        var (person, seen) = (_people[viewer], _people[friend].Seen);
        if (person.Adding?.Whom == friend && !person.Known.ContainsKey(friend))
            return null;
        return person.Known.TryGetValue(friend, out var known) && known != seen
            ? With(viewer, person.Knows(friend, seen) with { Mail = person.Mail.Add($"99 {friend} {seen}") })
            : this;
    }

    private World With(int who, Person person) => new(_people.SetItem(who, person));

    /// <param name="Mail">What waits.</param>
    /// <param name="Out">How much of it has been handed out.</param>
    /// <param name="Known">The friends, and what is known of their status.</param>
    /// <param name="Seen">The status as others see it.</param>
    /// <param name="Adding">Whom it adds, who has it on the list already, and how that one looked then.</param>
    private sealed record Person(ImmutableList<string> Mail, int Out, ImmutableSortedDictionary<int, string> Known, string Seen,
        (int Whom, string Seen)? Adding)
    {
        public Person()
            : this([], 0, ImmutableSortedDictionary<int, string>.Empty, "10", null)
        {
        }

        public string Key => $"{string.Join(';', Mail)}/{Out}/{string.Join(',', Known)}/{Seen}{(Adding is null ? "" : $"/{Adding}")}";

        public Person Knows(int friend, string seen) => this with { Known = Known.SetItem(friend, seen) };
    }
}
