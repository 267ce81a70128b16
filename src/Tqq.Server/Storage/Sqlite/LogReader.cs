using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Log;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>Reads an account's log for its devices: forwards, backwards, and as conversations.</summary>
/// <param name="walk">The way to its rows.</param>
internal sealed class LogReader(LogWalk walk)
{
    private const string All = $"SELECT {LogWalk.Columns} FROM log WHERE owner = $1 AND number < $2 ORDER BY number DESC";
    private const string OfPeer =
        $"SELECT {LogWalk.Columns} FROM log INDEXED BY log_by_peer WHERE owner = $1 AND peer = $3 AND number < $2 AND {LogRow.IsSaid} ORDER BY number DESC";
    private const string Said =
        $"SELECT {LogWalk.Columns} FROM log INDEXED BY log_items WHERE owner = $1 AND number < $2 AND {LogRow.IsSaid} ORDER BY number DESC";

    private const string OfPeerAfter =
        $"SELECT {LogWalk.Columns} FROM log INDEXED BY log_by_peer WHERE owner = $1 AND peer = $3 AND number > $2 AND {LogRow.IsSaid} ORDER BY number LIMIT $4";

    private const string WithKey =
        $"SELECT {LogWalk.Columns} FROM log INDEXED BY log_by_key WHERE owner = $1 AND peer = $2 AND sent_key = $3 ORDER BY number DESC LIMIT 1";

    // So many rows that belong on no page are walked past, because each row shows whether the one before it is missing.
    private const int MostPassed = 200;

    /// <summary>All that stands above a number, ascending.</summary>
    /// <param name="account">The account.</param>
    /// <param name="after">The number.</param>
    /// <param name="limit">How many at most.</param>
    public ImmutableArray<LogItem> Above(AccountRow account, long after, int limit)
    {
        List<LogItem> items = [.. walk.Mended(account, after, limit).Select(entry => entry.Item)];
        var (isEnd, read) = (items.Count < limit, items.Count > 0 ? items[^1].Number : after);
        if (isEnd)
            items.AddRange(walk.Tail(account).Where(message => message.Id > after).Select(LogTail.ToItem));
        items.AddRange(Marks(account.Account.Uin, after, isEnd ? long.MaxValue : read));
        return [.. items.OrderBy(item => item.Number).Take(limit)];
    }

    /// <summary>A page backwards.</summary>
    /// <param name="account">The account.</param>
    /// <param name="peer">Of whom; null for all.</param>
    /// <param name="before">The number before which to begin.</param>
    /// <param name="limit">How many at most.</param>
    public ImmutableArray<LogItem> Page(AccountRow account, Uin? peer, long before, int limit)
    {
        var owner = account.Account.Uin;
        var newest = TailOf(account, peer).Reverse().Where(item => item.Number < before).Take(limit).ToImmutableArray();
        if (newest.Length == limit)
            return newest;
        if (!walk.IsChecked)
            return [.. newest.Concat(Mended(account, peer, 0).Reverse().Where(item => item.Number < before)).Take(limit)];
        var page = new Pages(walk, owner, limit - newest.Length, peer is null ? walk.NextBelow(account, before) : -1);
        newest = [.. newest, .. peer is { } one
            ? walk.Connection.Query(OfPeer, row => page.Of(Rows(row)), owner.Value, before, one.Value)
            : walk.Connection.Query(All, row => page.Of(Rows(row), MostPassed), owner.Value, before)];
        if (page.PassedThrough is not { } passed)
            return newest;
        var rest = new Pages(walk, owner, limit - newest.Length, -1);
        return [.. newest, .. walk.Connection.Query(Said, row => rest.Of(Rows(row)), owner.Value, passed)];
    }

    /// <summary>A page forwards.</summary>
    /// <param name="account">The account.</param>
    /// <param name="peer">Of whom.</param>
    /// <param name="after">The number behind which to begin.</param>
    /// <param name="limit">How many at most.</param>
    public ImmutableArray<LogItem> PageAfter(AccountRow account, Uin peer, long after, int limit)
    {
        var owner = account.Account.Uin;
        var rows = walk.IsChecked
            ? walk.Connection.Query(OfPeerAfter, LogWalk.Collect, owner.Value, after, peer.Value, limit)
                .Select(entry => entry.IsSound ? entry.Item : walk.Damaged(owner, entry.Item.Number, entry.Item.At))
            : Mended(account, peer, after);
        return [.. rows.Concat(TailOf(account, peer).Where(item => item.Number > after)).Where(item => item.Kind <= LogKind.Deleted)
            .Take(limit)];
    }

    /// <summary>The last text that was sent to a peer with a key, or its tombstone: one, or none.</summary>
    /// <param name="account">The account.</param>
    /// <param name="peer">The peer.</param>
    /// <param name="key">The key.</param>
    /// <exception cref="StoreDamagedException">It may be one of those that are damaged or missing.</exception>
    public ImmutableArray<LogItem> Sent(AccountRow account, Uin peer, string key)
    {
        var owner = account.Account.Uin;
        if (walk.Tail(account).LastOrDefault(message => (message.SentKey == key && message.Peer == peer) || MessageReader.IsNotice(message))
            is { } newest)
            return MessageReader.IsNotice(newest) ? throw Doubtful(newest.Id) : [LogTail.ToItem(newest)];
        if (walk.IsChecked)
            return [.. walk.Connection.Query(WithKey, LogWalk.Collect, owner.Value, peer.Value, key)
                .Where(entry => entry.IsSound).Select(entry => entry.Item)];
        var found = walk.Mended(account, 0, int.MaxValue).Reverse()
            .Where(entry => !entry.IsSound || (entry.Item.Key == key && entry.Item.Peer == peer)).Take(1).ToList();
        return found is [{ IsSound: false, Item.Number: var number }] ? throw Doubtful(number) : [.. found.Select(entry => entry.Item)];

        StoreDamagedException Doubtful(long item) =>
            new($"{walk.Connection.DataSource}: item {item} of the log of account {owner} is damaged");
    }

    // What of the tail belongs on a page: of a notice of damage nobody knows of whom it is, an announcement is the system's alone.
    private IEnumerable<LogItem> TailOf(AccountRow account, Uin? peer) => walk.Tail(account)
        .Where(message => peer is null || message.Peer == peer || MessageReader.IsNotice(message)).Select(LogTail.ToItem)
        .Where(item => item.Kind <= LogKind.Deleted);

    // What belongs on a page, off damaged pages of the store: of a notice nobody knows of whom it is.
    private IEnumerable<LogItem> Mended(AccountRow account, Uin? peer, long after) => walk.Mended(account, after, int.MaxValue)
        .Where(entry => !entry.IsSound || (entry.Item.Kind <= LogKind.Deleted && (peer is null || entry.Item.Peer == peer)))
        .Select(entry => entry.Item);

    /// <summary>The conversations whose last items stand below a number, newest first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="before">The number.</param>
    /// <param name="limit">How many at most.</param>
    public ImmutableArray<Conversation> Conversations(AccountRow account, long before, int limit)
    {
        var owner = account.Account.Uin;
        var tail = LogTail.ByPeer(walk.Tail(account)).ToDictionary(pair => pair.Peer, pair => pair.Items);
        var found = Rows(owner, "WHERE owner = $1 AND last BETWEEN 1 AND $2 - 1 ORDER BY last DESC LIMIT $3", before, limit + tail.Count)
            .Where(pair => !tail.ContainsKey(pair.Peer)).Select(pair => (pair.Peer, pair.Row, (IReadOnlyList<Message>?)null));
        // Those in whom something was said last have other places than their rows say.
        var newest = tail.Select(pair =>
            (pair.Key, LogTail.Add(Rows(owner, "WHERE owner = $1 AND peer = $2", pair.Key).Select(known => known.Row).FirstOrDefault(),
            pair.Value), (IReadOnlyList<Message>?)pair.Value));
        return
        [
            .. (from one in newest.Concat(found)
               let row = one.Item2
               where row.Last < before
               orderby row.Last descending
               select new Conversation(new(one.Item1), row.Last, one.Item3 is { } items ? LogTail.ToItem(items[^1])
                   : Item(owner, row.Last), row.Unread, row.ReadThrough)).Take(limit),
        ];
    }

    private List<(uint Peer, ConversationRow Row)> Rows(Uin owner, string which, params object[] values) => walk.Connection.Query(
        $"SELECT peer, last, unread, read_through, read_number, settled_through, checksum = {RowSum.Conversation} FROM conversation {which}",
        row =>
        {
            var found = new List<(uint Peer, ConversationRow Row)>();
            while (row.Read())
                found.Add(row.GetBoolean(6)
                    ? ((uint)row.GetInt64(0), new(row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)))
                    : throw new StoreDamagedException(
                        $"{walk.Connection.DataSource}: the conversation of account {owner} with {row.GetInt64(0)} is damaged"));
            return found;
        },
        [owner.Value, .. values]);

    private static IEnumerable<LogWalk.Entry> Rows(SqliteDataReader row)
    {
        while (row.Read())
            yield return LogWalk.Read(row);
    }

    // Null where it has been swept.
    private LogItem? Item(Uin owner, long number) =>
        walk.Connection.Query($"SELECT {LogWalk.Columns} FROM log WHERE owner = $1 AND number = $2", LogWalk.Collect, owner.Value,
        number) is [var entry]
        ? entry.IsSound ? entry.Item : walk.Damaged(owner, number, entry.Item.At)
        : null;

    private List<LogItem> Marks(Uin owner, long after, long through) => walk.Connection.Query(
        $"SELECT read_number, peer, read_through FROM conversation WHERE owner = $1 AND read_number > $2 AND read_number <= $3 AND checksum = {RowSum.Conversation}",
        row =>
        {
            var marks = new List<LogItem>();
            while (row.Read())
                marks.Add(new(row.GetInt64(0), LogKind.Read, new((uint)row.GetInt64(1)),
                    row.GetInt64(2).ToString(CultureInfo.InvariantCulture), DateTimeOffset.UnixEpoch));
            return marks;
        },
        owner.Value, after, through);

    /// <summary>Makes a page of rows that come newest first.</summary>
    /// <param name="walk">Puts notices.</param>
    /// <param name="owner">The account.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="first">
    /// The number that the first row has to have; negative where not all rows come, so that none is missed; null where that is not known.
    /// </param>
    private sealed class Pages(LogWalk walk, Uin owner, int limit, long? first)
    {
        /// <summary>The row at which it gave up, because so many before it belong on no page; null where it did not.</summary>
        public long? PassedThrough { get; private set; }

        public ImmutableArray<LogItem> Of(IEnumerable<LogWalk.Entry> rows, int mostPassed = int.MaxValue)
        {
            var (items, expected, at, passed) = (ImmutableArray.CreateBuilder<LogItem>(), first, DateTimeOffset.UnixEpoch, 0);
            foreach (var (item, previous, isSound) in rows)
            {
                if (expected > item.Number)
                    items.Add(walk.Damaged(owner, expected.Value, item.At));
                if (items.Count < limit && (!isSound || item.Kind <= LogKind.Deleted))
                    items.Add(isSound ? item : walk.Damaged(owner, item.Number, item.At));
                else if (++passed > mostPassed)
                    PassedThrough = item.Number;
                if (items.Count >= limit || PassedThrough is not null)
                    return items.DrainToImmutable();
                (expected, at) = (expected < 0 ? expected : isSound ? previous : null, item.At);
            }

            if (expected > 0)
                items.Add(walk.Damaged(owner, expected.Value, at));
            return items.DrainToImmutable();
        }
    }
}
