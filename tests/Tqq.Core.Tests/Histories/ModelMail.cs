using Tqq.Core.Log;
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
    private long _lastId, _lastOnDisk, _deliveredOnDisk, _handouts;
    private Handout? _out;

    public ModelLog Log { get; } = new();

    /// <summary>The number that was used last, for whatever.</summary>
    public long LastNumber => _lastId;

    public int Letters
    {
        get
        {
            var count = 0;
            foreach (var item in _waiting)
                count += item.Kind == MessageKind.Presence || Log.IsDeleted(item) ? 0 : 1;
            return count;
        }
    }

    public void Letter(MessageKind kind, Uin from, string text)
    {
        var item = new ModelItem(++_lastId, kind, from, text);
        _lastOnDisk = _lastId;
        _stored.Add(item);
        _waiting.Add(item);
        Log.Enter(item);
    }

    public void OpenLog() => Log.Begin(_stored);

    /// <summary>Something else comes into the log, if there is one.</summary>
    public void Enter(LogKind kind, Uin peer, string text, string? key = null)
    {
        if (!Log.IsKept)
            return;
        Log.Enter(++_lastId, kind, peer, text, key);
        _lastOnDisk = _lastId;
    }

    /// <summary>A text is sent once more that its receiver had: it stands in the log already, deleted or not, or it does now.</summary>
    public void EnterSentAgain(Uin peer, string text, string key)
    {
        if (!Log.IsKept)
            return;
        if (!Log.Items.Any(item => item.Peer == peer && item.Key == key))
            Enter(LogKind.Sent, peer, text, key);
        else
            _lastId++;
    }

    /// <summary>A device has read all of a peer up to a number. While a session lives, that gets it all the same.</summary>
    public void MarkRead(Uin peer, long through, bool hasSession)
    {
        _lastOnDisk = ++_lastId;
        Log.MarkRead(peer, through);
        if (!hasSession)
            Settle();
    }

    /// <summary>A device deletes an item. What is handed out keeps its place there.</summary>
    public void Delete(long number)
    {
        _lastOnDisk = ++_lastId;
        Log.Delete(number);
        var at = _waiting.FindIndex(item => item.Id == number && item.Kind != MessageKind.Presence);
        if (at >= (_out?.Left ?? 0))
            _waiting.RemoveAt(at);
    }

    /// <summary>No session lives, or another one than before: what was read is handed to no later one.</summary>
    public void Settle()
    {
        Log.Settle();
        _waiting.RemoveAll(item => item.Kind != MessageKind.Presence && !Log.Waits(item));
    }

    /// <summary>A number was drawn for a letter that found no room on disk: it is never used again.</summary>
    public void LetterLost() => _lastId++;

    public void Notice(Uin friend, string seen) => _waiting.Add(new(0, MessageKind.Presence, friend, seen));

    public (long Number, ModelItem[] Items) HandOut(WireLimits limits, Func<ModelItem, int> size, in RequestOrigin origin)
    {
        if (_waiting.RemoveAll(Log.IsDeleted) > 0)
            _out = null;
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
        _waiting = [.. _stored.Where(item => item.Id > _deliveredOnDisk && Log.Waits(item))];
        _lastId = _lastOnDisk;
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
