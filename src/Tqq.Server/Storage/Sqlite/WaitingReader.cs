using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Log;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Finds in the log of an account what waits for a wire session: what came in behind its cursor, and was not read by a device
/// meanwhile. Among very much that does not wait it is found peer by peer. How many wait is known, so that one that is missing is
/// missed; then all behind the cursor is read.
/// </summary>
/// <param name="walk">The way to its rows.</param>
internal sealed class WaitingReader(LogWalk walk)
{
    /// <summary>What waits of account $1, whose cursor is $2, outside of the tail of its log.</summary>
    public const string FromWaiting = $"""
        FROM conversation CROSS JOIN log INDEXED BY log_by_peer ON log.owner = conversation.owner AND log.peer = conversation.peer AND log.number > max(settled_through, $2)
        WHERE conversation.owner = $1 AND conversation.last > max(settled_through, $2) AND log.{LogRow.IsSaid} AND log.kind < 20
        """;

    /// <summary>Messages above a number, ascending.</summary>
    /// <param name="account">The account.</param>
    /// <param name="after">The number.</param>
    /// <param name="limit">How many at most.</param>
    public ImmutableArray<Message> Above(AccountRow account, long after, int limit)
    {
        var (owner, delivered) = (account.Account.Uin, account.Mailbox.DeliveredThrough);
        var from = Math.Max(after, delivered);
        if (!walk.IsChecked)
            return Walk(account, from, limit);
        var found = walk.Connection.Query($"SELECT {LogWalk.Columns} {FromWaiting} ORDER BY log.number LIMIT $3", LogWalk.Collect,
            owner.Value, from, limit);
        if (found.Count == limit && found.TrueForAll(entry => entry.IsSound))
            return [.. found.Select(entry => ToMessage(entry.Item))];
        var tail = Tail(account, delivered);
        return found.TrueForAll(entry => entry.IsSound) && found.Count + Before(owner, delivered, from) + tail.Count == account.Waiting
            ? [.. found.Select(entry => ToMessage(entry.Item)).Concat(tail.Where(message => message.Id > from)).Take(limit)]
            : Walk(account, from, limit);
    }

    // Nothing of it has been read.
    private List<Message> Tail(AccountRow account, long after) =>
        [.. walk.Tail(account).Where(message => (int)message.Kind < LogRow.FirstOther && message.Id > after)];

    private long Before(Uin owner, long delivered, long through) =>
        through <= delivered ? 0
            : walk.Connection.Scalar($"SELECT count(*) {FromWaiting} AND log.number <= $3", owner.Value, delivered, through);

    // An item of somebody whose conversation is not found or damaged may have been read: nobody knows whether it waits.
    private ImmutableArray<Message> Walk(AccountRow account, long after, int limit)
    {
        var (owner, messages) = (account.Account.Uin, ImmutableArray.CreateBuilder<Message>());
        var settled = SettledThrough(owner);
        foreach (var (item, _, isSound) in walk.Mended(account, after, int.MaxValue))
            if (!isSound)
                messages.Add(ToMessage(item));
            else if ((int)item.Kind < LogRow.FirstOther && item.Number > (settled.TryGetValue(item.Peer, out var through) ? through
                : throw new StoreDamagedException(
                    $"{walk.Connection.DataSource}: the conversation of account {owner} with {item.Peer} is damaged")))
                messages.Add(ToMessage(item));
        messages.AddRange(Tail(account, after));
        return [.. messages.Take(limit)];
    }

    private Dictionary<Uin, long> SettledThrough(Uin owner) => walk.Connection.Query(
        $"SELECT peer, settled_through FROM conversation WHERE owner = $1 AND checksum = {RowSum.Conversation}",
        row =>
        {
            var settled = new Dictionary<Uin, long>();
            while (row.Read())
                settled[new((uint)row.GetInt64(0))] = row.GetInt64(1);
            return settled;
        },
        owner.Value);

    private static Message ToMessage(LogItem item) => new(item.Number, (MessageKind)item.Kind, item.Peer, item.Text, item.At);
}
