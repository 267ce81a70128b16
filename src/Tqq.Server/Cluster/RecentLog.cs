using System.Collections.Immutable;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Server.Messaging;

namespace Tqq.Server.Cluster;

/// <summary>
/// The newest items of one account's log, while streams are open on it: they are handed to each of its streams as they are stored, and the
/// store is not read for that. Behind a certain number it has all that is stored, in its order; whoever is not that far reads the store.
/// To be used in the account's turns only.
/// </summary>
/// <param name="end">The highest number that is on disk.</param>
internal sealed class RecentLog(long end)
{
    // A stream takes what is new at once. One that cannot keep up reads the store.
    private const int Most = 16;
    private const int MostCharacters = 8 * 1024;

    private readonly Queue<LogItem> _items = [];
    private long _behind = end;
    private long _end = end;
    private int _characters;
    private long? _epoch;
    private int _epochs;

    /// <summary>Another number with each epoch that may have begun.</summary>
    public int Epochs => _epochs;

    /// <summary>Changes of the account have come into its memory.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="areStored">Whether it is certain that they are on disk.</param>
    public void Note(ImmutableArray<Change> changes, bool areStored)
    {
        foreach (var change in changes)
        {
            if (areStored && ItemOf(change) is { } item)
                Add(item);
            else if (NumberOf(change) is { } number)
                LeaveToStore(number);
        }
    }

    /// <summary>Older history has come into the log: its numbers are of another epoch.</summary>
    public void NoteFilled() => (_epoch, _epochs) = (null, _epochs + 1);

    /// <summary>The store has said of which epoch the numbers are.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="epochs"><see cref="Epochs"/> when it was asked.</param>
    public void Learn(long epoch, int epochs)
    {
        if (epochs == _epochs)
            _epoch = epoch;
    }

    /// <summary>What the store would give, where that is known here; otherwise null.</summary>
    /// <param name="epoch">The epoch that the reader knows numbers of; null for any.</param>
    /// <param name="after">The last number that it knows.</param>
    /// <param name="limit">How many at most.</param>
    public LogRead? Read(long? epoch, long after, int limit) =>
        _epoch is { } now && (epoch ?? now) == now && after >= _behind && after <= _end
            ? new(now, _end, false, [.. _items.SkipWhile(item => item.Number <= after).Take(limit)])
            : null;

    private void Add(LogItem item)
    {
        // Of the order in which numbers are stored, the store makes sure.
        if (item.Number <= _end)
            return;
        _items.Enqueue(item);
        (_end, _characters) = (item.Number, _characters + item.Text.Length);
        while (_items.Count > Most || _characters > MostCharacters)
        {
            var oldest = _items.Dequeue();
            (_behind, _characters) = (oldest.Number, _characters - oldest.Text.Length);
        }
    }

    private void LeaveToStore(long number)
    {
        _items.Clear();
        _behind = _end = Math.Max(_end, number);
        _characters = 0;
    }

    // What stands in the log now. The store keeps times to the millisecond.
    private static LogItem? ItemOf(Change change) => change switch
    {
        Change.MessageAppended { IntoLog: true, Message: var came } =>
            new(came.Id, (LogKind)came.Kind, came.Peer, came.Text, Kept(came.At)),
        Change.SentAppended { IsRepetition: false } sent =>
            new(sent.Number, LogKind.Sent, sent.Recipient, sent.Text, Kept(sent.At), sent.Key),
        Change.FriendNoted noted =>
            new(noted.Number, LogKind.Friend, noted.Other, noted.IsFriend ? "1" : "0", Kept(noted.At)),
        _ => null,
    };

    // Only the store knows what these have changed in it.
    private static long? NumberOf(Change change) => change switch
    {
        Change.MessageAppended { Message.Id: var number } => number,
        Change.SentAppended { Number: var number } => number,
        Change.FriendNoted { Number: var number } => number,
        Change.ReadMarked { Number: var number } => number,
        Change.ItemDeleted { Number: var number } => number,
        _ => null,
    };

    private static DateTimeOffset Kept(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
