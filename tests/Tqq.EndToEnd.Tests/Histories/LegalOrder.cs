namespace Tqq.EndToEnd.Tests.Histories;

/// <summary>
/// Looks for an order of calls in which each has the reply that it had, and none stands before one that had returned before it was asked
/// (Wing and Gong's search; a set of calls that led to a world once is not tried again).
/// </summary>
internal static class LegalOrder
{
    /// <summary>All worlds in which a legal order can end, each once; none where there is no legal order. At most 62 calls.</summary>
    /// <param name="begin">The world before.</param>
    /// <param name="people">How many clients there are.</param>
    /// <param name="calls">The history, in any order.</param>
    public static IReadOnlyCollection<World> Ends(World begin, int people, IReadOnlyList<Call> calls)
    {
        var parts = Parts(calls, people);
        var seen = new HashSet<(ulong Done, string World)>();
        var ends = new Dictionary<string, World>();
        Search(0, begin);
        return ends.Values;

        void Search(ulong done, World world)
        {
            if (!seen.Add((done, world.Key)))
                return;
            if (done == (1ul << parts.Count) - 1)
            {
                ends.TryAdd(world.Key, world);
                return;
            }

            // Nothing comes before what had returned when it was asked.
            var firstReturn = long.MaxValue;
            for (var at = 0; at < parts.Count; at++)
                if ((done >> at & 1) == 0)
                    firstReturn = Math.Min(firstReturn, parts[at].Call.Returned);
            for (var at = 0; at < parts.Count; at++)
            {
                var (call, cause) = parts[at];
                if ((done >> at & 1) != 0 || call.Invoked > firstReturn || (cause >= 0 && (done >> cause & 1) == 0))
                    continue;
                if (world.Do(call) is var (after, result) && result == call.Result)
                    Search(done | (1ul << at), after);
            }
        }
    }

    // A change of status reaches each viewer at a moment of its own, after the change and before its reply. A friendship is entered on one
    // list after the other, both before the reply.
    private static List<(Call Call, int Cause)> Parts(IReadOnlyList<Call> calls, int people)
    {
        var parts = new List<(Call, int)>();
        foreach (var call in calls)
        {
            parts.Add((call, -1));
            var cause = parts.Count - 1;
            if (call.Act == Act.Add)
                parts.Add((call with { Act = Act.Tie, Result = "" }, cause));
            if (call.Act is not (Act.ChangeStatus or Act.LoginAgain or Act.LoginElsewhere))
                continue;
            for (var viewer = 0; viewer < people; viewer++)
                if (viewer != call.Who)
                    parts.Add((Learning(call, viewer, calls), cause));
        }

        return parts.Count <= 62 ? parts
            : throw new ArgumentException("a history may have at most 62 calls, the learning of status and second lists included",
                nameof(calls));
    }

    // Who is just adding the other looks once more before that is answered: what changed until then may be learned as late as that.
    private static Call Learning(Call change, int viewer, IReadOnlyList<Call> calls) => change with
    {
        Act = Act.Learn,
        Who = viewer,
        Whom = change.Who,
        Result = "",
        Returned = calls
            .Where(call => call.Act == Act.Add && (call.Who, call.Whom) == (viewer, change.Who))
            .Where(add => add.Invoked < change.Returned && add.Returned > change.Invoked)
            .Select(add => add.Returned)
            .Append(change.Returned)
            .Max(),
    };
}
