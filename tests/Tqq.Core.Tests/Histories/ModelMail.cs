using Tqq.Core.Mail;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Histories;

/// <summary>One item that waits; a notice has number 0.</summary>
internal sealed record ModelItem(long Id, MessageKind Kind, Uin Peer, string Text);

/// <summary>A mailbox as protocol.md §4 and §5.9 have it: one list, of which the first so many have been handed out.</summary>
internal sealed class ModelMail
{
    private readonly List<ModelItem> _stored = [];
    private List<ModelItem> _waiting = [];
    private long _lastId, _deliveredOnDisk, _handouts;
    private Handout? _out;

    public int Letters
    {
        get
        {
            var count = 0;
            foreach (var item in _waiting)
                count += item.Kind == MessageKind.Presence ? 0 : 1;
            return count;
        }
    }

    public void Letter(MessageKind kind, Uin from, string text)
    {
        var item = new ModelItem(++_lastId, kind, from, text);
        _stored.Add(item);
        _waiting.Add(item);
    }

    /// <summary>A number was drawn for a letter that found no room on disk: it is never used again.</summary>
    public void LetterLost() => _lastId++;

    public void Notice(Uin friend, string seen) => _waiting.Add(new(0, MessageKind.Presence, friend, seen));

    public (long Number, ModelItem[] Items) HandOut(WireLimits limits, Func<ModelItem, int> size, in RequestOrigin origin)
    {
        var (bytes, expected, counts) = (0, 0L, origin.Receipt is not null);
        ModelItem[] items = [.. _waiting.Take(limits.MessagesAtOnce).TakeWhile((item, at) =>
            (bytes += size(item)) <= limits.BytesAtOnce || at == 0).TakeWhile(Follows)];
        if (items.Length == 0)
            return (0, items);
        _handouts = Math.Max(_handouts + 1, origin.Arrived.Ticks);
        _out = new(_handouts, items.Length, counts) { Asked = origin.Arrived };
        return (_handouts, items);

        // A client that counts knows each number from the first.
        bool Follows(ModelItem item)
        {
            var follows = !counts || item.Id == 0 || expected == 0 || item.Id == expected;
            expected = item.Id > 0 ? item.Id + 1 : expected;
            return follows;
        }
    }

    /// <summary>The same reply goes out once more, and nothing is known of that yet.</summary>
    public void OutAgain(long number, TimeSpan asked)
    {
        if (_out?.Number == number)
            (_out.Asked, _out.Written, _out.IsBroken) = (asked, null, false);
    }

    public void Report(long number, HandoutFate fate)
    {
        if (_out?.Number != number)
            return;
        _out.IsBroken |= fate.Written is null;
        if (fate.Written is { } written && written >= _out.Asked)
            _out.Written = written;
    }

    /// <summary>
    /// Acknowledges what is counted of what went to a client that counts, and all of any other reply that its client's TCP had
    /// confirmed before the request came.
    /// </summary>
    public void NextRequest(HandoutReceipt? receipt, TimeSpan arrived, bool isFull)
    {
        if (_out is not { } handout)
            return;
        if (handout.IsCounted)
        {
            if (receipt is not { } counted || counted.Handout != handout.Number)
                return;
            var more = Math.Clamp((long)counted.Count - handout.Taken, 0, handout.Left);
            handout.Taken += (int)more;
            handout.Left -= (int)more;
            Acknowledge((int)more, isFull);
        }
        else if (handout is { IsBroken: false, Written: { } written } && written <= arrived)
        {
            _out = null;
            Acknowledge(handout.Left, isFull);
        }
    }

    public void SessionOver(HandoutReceipt? receipt, TimeSpan arrived, bool isFull)
    {
        NextRequest(receipt, arrived, isFull);
        _out = null;
        _waiting.RemoveAll(item => item.Kind == MessageKind.Presence);
    }

    /// <summary>Only what is on disk is left.</summary>
    public void Restart()
    {
        _waiting = [.. _stored.Where(item => item.Id > _deliveredOnDisk)];
        _lastId = _stored.Count == 0 ? 0 : _stored[^1].Id;
        (_handouts, _out) = (0, null);
    }

    private void Acknowledge(int count, bool isFull)
    {
        if (!isFull && _waiting.Take(count).LastOrDefault(item => item.Kind != MessageKind.Presence) is { } last)
            _deliveredOnDisk = last.Id;
        _waiting.RemoveRange(0, count);
    }

    private sealed class Handout(long number, int count, bool isCounted)
    {
        public long Number => number;

        public bool IsCounted => isCounted;

        public int Left { get; set; } = count;

        public int Taken { get; set; }

        /// <summary>When it was asked for last.</summary>
        public TimeSpan Asked { get; set; }

        /// <summary>When all of it was written, if its client's TCP has confirmed it.</summary>
        public TimeSpan? Written { get; set; }

        public bool IsBroken { get; set; }
    }
}
