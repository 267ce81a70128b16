using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Finds the messages of one mailbox. They stand among all others in the order of their arrival, so the way to them is
/// backwards, from the last to the one before it; where very many wait, from one milestone (each 64th number) to the one before
/// that, until the wanted ones are near.
/// </summary>
/// <param name="connection">A reader's connection.</param>
internal sealed class MailboxWalk(SqliteConnection connection)
{
    /// <summary>Every how many numbers there is a milestone.</summary>
    public const int Milestone = 64;

    private const string Columns = "id, previous, kind, peer, text, at, sent_key";

    // Numbers descend on the way, so that it ends whatever stands in a row.
    private const string Way = $"""
        WITH RECURSIVE back (place, above) AS (
            VALUES ($2, $3 + 1)
            UNION ALL
            SELECT previous_place, id FROM back JOIN message USING (place) WHERE owner = $1 AND id < above AND previous > $4)
        SELECT {Columns}, owner = $1 AND id < above AND checksum = {RowSum.Message} FROM back JOIN message USING (place) ORDER BY id
        """;

    private const string NearestMilestone = """
        WITH RECURSIVE stones (place, id, before) AS (
            SELECT place, id, milestone FROM message WHERE place = $2 AND owner = $1
            UNION ALL
            SELECT earlier.place, earlier.id, earlier.milestone FROM stones JOIN message AS earlier ON earlier.place = stones.before
            WHERE earlier.owner = $1 AND earlier.id < stones.id AND earlier.id >= $3)
        SELECT place, id FROM stones WHERE id >= $3 ORDER BY id LIMIT 1
        """;

    private const string AllOf = $"SELECT {Columns}, 1 FROM message WHERE owner = $1 AND id > $2 AND checksum = {RowSum.Message}";

    /// <summary>
    /// The oldest messages above a number, ascending, each with the number of the one before it: as many as are wanted, or more.
    /// </summary>
    /// <param name="owner">Whose.</param>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="after">
    /// The number above which. Of those that are delivered some may have been swept: behind such a gap nothing is found.
    /// </param>
    /// <param name="wanted">How many are wanted.</param>
    /// <returns>Null where the way is broken: one that it leads to is damaged or not there.</returns>
    public IReadOnlyList<(Message Message, long Previous)>? Back(Uin owner, MailboxRow mailbox, long after, int wanted)
    {
        if (mailbox.LastMessageId <= after)
            return [];
        // Numbers that were never used can make it fewer than are wanted.
        if (mailbox.LastMessageId - after > wanted + (long)Milestone && StoneAbove(owner, mailbox, after + wanted) is var (place, id)
            && BackFrom(owner, mailbox, place, id, after) is { } near && near.Count >= wanted)
            return near;
        return BackFrom(owner, mailbox, mailbox.LastPlace, mailbox.LastMessageId, after);
    }

    /// <summary>All messages above a number, ascending, whose checksums are right, found without the way.</summary>
    public IReadOnlyList<(Message Message, long Previous)> Scan(Uin owner, long after)
    {
        var found = new List<(Message Message, long Previous)>();
        connection.Query(AllOf, row => Collect(row, found), owner.Value, after);
        return Ascending(found);
    }

    /// <summary>
    /// The same where pages are damaged: from the beginning up to where it cannot be read any more, and from the end back to there.
    /// </summary>
    public IReadOnlyList<(Message Message, long Previous)> ScanWhatCanBeRead(Uin owner, long after)
    {
        var found = new List<(Message Message, long Previous)>();
        foreach (var order in (ReadOnlySpan<string>)["ORDER BY place", "ORDER BY place DESC"])
        {
            try
            {
                connection.Query($"{AllOf} {order}", row => Collect(row, found), owner.Value, after);
                break;
            }
            catch (SqliteException e) when (e.MeansDamaged)
            {
                // What lies in between cannot be read at all; notices stand for it.
            }
        }

        return Ascending(found);
    }

    private (long Place, long Id)? StoneAbove(Uin owner, MailboxRow mailbox, long id) => connection.Query<(long, long)?>(
        NearestMilestone, row => row.Read() ? (row.GetInt64(0), row.GetInt64(1)) : null, owner.Value, mailbox.Milestone, id);

    private List<(Message Message, long Previous)>? BackFrom(Uin owner, MailboxRow mailbox, long place, long id, long after)
    {
        var rows = new List<(Message Message, long Previous)>();
        var areSound = connection.Query(Way, row => Collect(row, rows), owner.Value, place, id, after);
        return areSound && IsWhole(rows, id, Math.Max(after, mailbox.DeliveredThrough)) ? rows : null;
    }

    // Whether all rows that came are sound; behind one that is not, nothing is taken.
    private static bool Collect(SqliteDataReader row, List<(Message Message, long Previous)> found)
    {
        while (row.Read())
        {
            if (!row.GetBoolean(7))
                return false;
            found.Add((
                new(row.GetInt64(0), (MessageKind)row.GetByte(2), new((uint)row.GetInt64(3)), row.GetString(4),
                    DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)), row.IsDBNull(6) ? null : row.GetString(6)),
                row.GetInt64(1)));
        }

        return true;
    }

    private static bool IsWhole(List<(Message Message, long Previous)> ascending, long last, long after)
    {
        foreach (var (message, previous) in ascending.AsEnumerable().Reverse())
        {
            if (message.Id != last)
                return false;
            last = previous;
        }

        return last <= after;
    }

    private static List<(Message Message, long Previous)> Ascending(List<(Message Message, long Previous)> rows) =>
        [.. rows.DistinctBy(row => row.Message.Id).OrderBy(row => row.Message.Id)];
}
