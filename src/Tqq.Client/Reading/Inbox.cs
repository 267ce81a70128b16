using System.Collections.Immutable;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;
using Tqq.Protocol.Segments;

namespace Tqq.Client;

/// <summary>What was handed out and how much of it the program has taken. Used by one call at a time.</summary>
internal sealed class Inbox
{
    private readonly Lock _lock = new();
    private readonly Queue<Incoming> _waiting = new();
    private Seq? _handedOutTo;
    private uint _taken;

    /// <summary>Whether the program has taken something that no request has said yet.</summary>
    public bool OwesReceipt { get; private set; }

    /// <summary>Whether something was handed out that the program has not taken.</summary>
    public bool HasUntaken
    {
        get
        {
            lock (_lock)
                return _waiting.Count > 0;
        }
    }

    /// <summary>A GetMsgEx was answered.</summary>
    /// <param name="seq">Its `SEQ`.</param>
    /// <param name="reply">What it brought.</param>
    public void Put(Seq seq, GetMsgExReply reply)
    {
        lock (_lock)
        {
            (_handedOutTo, _taken, OwesReceipt) = (seq, 0, false);
            foreach (var item in SegmentJoiner.Join(reply.Items))
                _waiting.Enqueue(Read(item));
        }
    }

    /// <summary>The next item, which stays until <see cref="Take"/>.</summary>
    public Incoming? Peek()
    {
        lock (_lock)
            return _waiting.TryPeek(out var next) ? next : null;
    }

    /// <summary>All that the program has not taken.</summary>
    public ImmutableArray<Incoming> Snapshot()
    {
        lock (_lock)
            return [.. _waiting];
    }

    /// <summary>The program has had the next item.</summary>
    public void Take()
    {
        lock (_lock)
        {
            _waiting.Dequeue();
            _taken++;
            OwesReceipt = true;
        }
    }

    /// <summary>What the next request has to say about it.</summary>
    public Receipt Receipt()
    {
        lock (_lock)
        {
            OwesReceipt = false;
            return _handedOutTo is { } seq ? new(_taken, seq) : Protocol.Requests.Receipt.Nothing;
        }
    }

    private static Incoming Read(MessageItem item) => item.Type switch
    {
        9 => new Incoming.Message(item.Sender, item.Text),
        99 when item.Text is "10" or "20" or "30" => new Incoming.PresenceChange(item.Sender, (UserStatus)int.Parse(item.Text, System.Globalization.CultureInfo.InvariantCulture)),
        2 => new Incoming.FriendRequest(item.Sender, item.Text),
        3 => new Incoming.Accepted(item.Sender),
        4 => new Incoming.Refused(item.Sender, item.Text),
        _ => new Incoming.Other(item.Sender, item.Type, item.Text),
    };
}
