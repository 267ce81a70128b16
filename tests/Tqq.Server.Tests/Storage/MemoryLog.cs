using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Search;

namespace Tqq.Server.Tests.Storage;

/// <summary>The log of an account in a <see cref="MemoryStore"/>: slow and obvious.</summary>
internal sealed class MemoryLog
{
    private readonly SortedDictionary<long, LogItem> _items = [];
    private readonly Dictionary<Uin, (long Through, long Number, long Settled)> _read = [];

    /// <summary>The highest number that was swept.</summary>
    public long GoneThrough { get; private set; }

    /// <summary>How large it is.</summary>
    public long Bytes => _items.Values.Sum(item => Encoding.UTF8.GetByteCount(item.Text) + 100L);

    /// <summary>Begins one with what a mailbox has.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="delivered">Through where they were acknowledged.</param>
    public MemoryLog(IEnumerable<Message> messages, long delivered)
    {
        foreach (var message in messages)
        {
            Enter(message);
            if (message.Id <= delivered)
                _read[message.Peer] = (message.Id, 0, message.Id);
        }
    }

    public void Enter(Message message) =>
        _items[message.Id] = new(message.Id, (LogKind)message.Kind, message.Peer, message.Text, message.At);

    public void Enter(Change.SentAppended sent)
    {
        if (sent.IsRepetition && Sent(sent.Recipient, sent.Key!).Any(item => item.Kind == LogKind.Deleted || item.Text == sent.Text))
            return;
        _items[sent.Number] = new(sent.Number, LogKind.Sent, sent.Recipient, sent.Text, sent.At, sent.Key);
    }

    public IEnumerable<LogItem> Sent(Uin peer, string key) => _items.Values.Where(item => item.Peer == peer && item.Key == key);

    public void Enter(Change.FriendNoted noted) =>
        _items[noted.Number] = new(noted.Number, LogKind.Friend, noted.Other, noted.IsFriend ? "1" : "0", noted.At);

    public void Mark(Change.ReadMarked read)
    {
        if (Items.LastOrDefault(item => item.Peer == read.Peer && item.Kind != LogKind.Deleted) is not { Number: var last })
            return;
        var before = _read.GetValueOrDefault(read.Peer);
        var through = Math.Min(read.Through, last);
        if (through > before.Through)
            _read[read.Peer] = (through, read.Number, before.Settled);
        if (read.Settles)
            Settle(read.Peer);
    }

    public void Settle(Uin? peer = null)
    {
        foreach (var (other, (through, number, _)) in _read.Where(pair => peer is null || pair.Key == peer).ToList())
            _read[other] = (through, number, through);
    }

    public void Delete(Change.ItemDeleted deleted)
    {
        if (!_items.TryGetValue(deleted.Item, out var item) || item.Kind > LogKind.Sent)
            return;
        _items[item.Number] = item with { Kind = LogKind.Deleted, Text = "" };
        _items[deleted.Number] = new(deleted.Number, LogKind.Deletion, item.Peer, item.Number.ToString(CultureInfo.InvariantCulture),
            deleted.At);
    }

    /// <summary>What waits for a wire session.</summary>
    public IEnumerable<LogItem> Waiting(long delivered) =>
        _items.Values.Where(item =>
            item.Kind < LogKind.Sent && item.Number > delivered && item.Number > _read.GetValueOrDefault(item.Peer).Settled);

    public ImmutableArray<LogItem> Above(long after, int limit) =>
    [
        .. _items.Values
            .Concat(_read.Where(pair => pair.Value.Number > 0).Select(pair =>
                new LogItem(pair.Value.Number, LogKind.Read, pair.Key, $"{pair.Value.Through}", DateTimeOffset.UnixEpoch)))
            .Where(item => item.Number > after).OrderBy(item => item.Number).Take(limit),
    ];

    public ImmutableArray<LogItem> Page(Uin? peer, long before, int limit) =>
        [.. Items.Where(item => item.Number < before && (peer is null || item.Peer == peer)).Reverse().Take(limit)];

    public ImmutableArray<LogItem> PageAfter(Uin peer, long after, int limit) =>
        [.. Items.Where(item => item.Number > after && item.Peer == peer).Take(limit)];

    public LogFound Search(SearchQuery query, Uin? peer, long before, int limit) =>
        Items.Where(item => item.Number < before && item.Kind <= LogKind.Sent && (peer is null || item.Peer == peer)
            && query.Finds(item.Text)).Reverse().Take(limit).ToImmutableArray() is var found && found.Length == limit
            ? new(found, found[^1].Number) : new(found, null);

    public ImmutableArray<Conversation> Conversations(long before, int limit) =>
        [.. All().Where(conversation => conversation.Last < before).Take(limit)];

    public (int Removed, bool HasMore) Sweep(DateTimeOffset before, long quota, long delivered, int most)
    {
        var (removed, looked, waiting) = (0, 0, Waiting(delivered).ToHashSet());
        foreach (var item in _items.Values.Where(item => !waiting.Contains(item)).ToList())
        {
            if (item.At >= before && Bytes <= quota)
                break;
            if (looked++ == most)
                return (removed, true);
            _items.Remove(item.Number);
            (removed, GoneThrough) = (removed + 1, item.Number);
        }

        return (removed, false);
    }

    private IEnumerable<Conversation> All() =>
        from item in Items
        group item by item.Peer into items
        let last = items.LastOrDefault(item => item.Kind != LogKind.Deleted)
        where last is not null
        let read = _read.GetValueOrDefault(items.Key).Through
        orderby last.Number descending
        select new Conversation(items.Key, last.Number, last, items.Count(item => item.Kind < LogKind.Sent && item.Number > read), read);

    private IEnumerable<LogItem> Items => _items.Values.Where(item => item.Kind <= LogKind.Deleted);
}
