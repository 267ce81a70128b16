using System.Collections.Immutable;
using Tqq.Core.Sessions;

namespace Tqq.Core.Mail;

/// <summary>What is handed out, what becomes of it, and what acknowledges it.</summary>
public sealed partial class Mailbox
{
    /// <summary>
    /// Takes the oldest items out, as many as fit in one reply. Where the last one ended inside a text, it goes on there. A
    /// client that acknowledges by count is told the number of the first message only (`FI`, protocol.md §4), so what it
    /// gets ends where a number is missing.
    /// </summary>
    /// <returns>
    /// The items, of which pieces may be left out, and the number of this handing-out; nothing and 0 where nothing waits.
    /// </returns>
    /// <param name="room">The room in the reply.</param>
    /// <param name="isCounted">
    /// Whether its client acknowledges by count. Such a client gets every text from its beginning, because it counts whole texts.
    /// </param>
    /// <param name="asked">When the request arrived.</param>
    public (long Number, ImmutableArray<Message> Items, TextCut Cut) HandOut(ReplyRoom room, bool isCounted, TimeSpan asked)
    {
        LeaveDeleted();
        var notices = _notices.All;
        if (Loaded == 0 && notices.Length == 0)
            return (0, [], default);

        var items = ImmutableArray.CreateBuilder<Message>();
        int messages = 0, told = 0, skipped = 0, through = 0;
        while (items.Count < room.MostItems)
        {
            var message = messages < Loaded ? _oldest![messages] : null;
            var noticeIsNext = NoticeIsNext(messages, told);
            if (!noticeIsNext && (message is null || (isCounted && messages > 0 && message.Id != _oldest![messages - 1].Id + 1)))
                break;
            var item = noticeIsNext ? notices[told].ToMessage() : message!;
            // What was handed out before it, notices too, is acknowledged: a text that was begun is always the first item.
            var from = noticeIsNext || messages > 0 || isCounted ? 0 : _begun;
            if (room.Take(item, from) is not { } end)
                break;
            items.Add(item);
            skipped += from;
            through = end;
            if (end > 0)
                break;
            if (noticeIsNext)
                told++;
            else
                messages++;
        }

        if (items.Count == 0)
            return (0, [], default);
        // By the time, so that no number is used again when the account comes back to memory.
        _handouts = Math.Max(_handouts + 1, asked.Ticks);
        _out = new(_handouts, messages, through, told, isCounted, 0, asked, null, []);
        return (_handouts, items.DrainToImmutable(), new(skipped, through));
    }

    /// <summary>Another session begins: it gets the oldest text from its beginning, whatever of it an older session had.</summary>
    public void BeginAnew()
    {
        _begun = 0;
        if (_out is { Through: > 0 } handout)
            _out = handout with { Through = 0 };
    }

    /// <summary>
    /// The wire says what became of a reply. What it says of an older reply, or of an earlier sending of the same one, changes nothing;
    /// a broken connection stays broken.
    /// </summary>
    public void Report(long number, HandoutFate fate)
    {
        if (_out is not { } handout || handout.Number != number)
            return;
        if (fate.Written is not { } written)
            _out = handout with { Asked = TimeSpan.MaxValue, Confirmed = null };
        else if (written >= handout.Asked)
            _out = handout with { Confirmed = written };
    }

    /// <summary>The same reply goes out once more (a replay), and its fate begins anew.</summary>
    /// <param name="number">Which one.</param>
    /// <param name="asked">When the repetition arrived.</param>
    public void OutAgain(long number, TimeSpan asked)
    {
        if (_out is { } handout && handout.Number == number)
            _out = handout with { Asked = asked, Confirmed = null };
    }

    /// <summary>
    /// A request of the session: it acknowledges what was handed out if the client's TCP has confirmed the whole reply, and the request
    /// arrived after that was written. Otherwise the reply stays open for a later request. Of what went to a client that acknowledges by
    /// count only a count says anything; of all else no count does.
    /// </summary>
    /// <param name="receipt">The count; null where the request has none.</param>
    /// <param name="arrived">When the request arrived.</param>
    /// <returns>What is delivered now, or null where that did not change.</returns>
    public Delivery? NextRequest(HandoutReceipt? receipt, TimeSpan arrived)
    {
        if (_out is { IsCounted: true })
            return receipt is { } counted ? Take(counted) : null;
        if (_out is not { Confirmed: { } written } handout || arrived < written)
            return null;
        _out = null;
        var delivered = Remove(handout.Messages, handout.Notices, handout);
        _begun = handout.Through > 0 ? handout.Through : _begun;
        return delivered;
    }

    /// <summary>
    /// The session ends without another request: what its client's TCP has confirmed is delivered, unless the client counts.
    /// </summary>
    /// <returns>What is delivered now, or null where that did not change.</returns>
    public Delivery? SessionOver() => SessionOver(null, TimeSpan.MaxValue);

    /// <summary>
    /// A request ends the session. It acknowledges what any request would; the rest is handed out again in the next session.
    /// </summary>
    /// <param name="receipt">The count; null where the request has none.</param>
    /// <param name="arrived">When the request arrived.</param>
    /// <returns>What is delivered now, or null where that did not change.</returns>
    public Delivery? SessionOver(HandoutReceipt? receipt, TimeSpan arrived)
    {
        var delivered = NextRequest(receipt, arrived);
        _out = null;
        _notices.Clear();
        (_oldest, _begun) = (null, 0);
        return delivered;
    }

    // Whether, behind so many messages and notices, a notice comes before the next message.
    private bool NoticeIsNext(int messages, int told) => told < _notices.All.Length
        && (messages < Loaded ? _notices.All[told].After < _oldest![messages].Id : Undeleted >= _counts.OnDisk);

    private Delivery? Take(HandoutReceipt receipt)
    {
        if (_out is not { } handout || handout.Number != receipt.Handout)
            return null;
        int messages = 0, told = 0;
        for (var left = (long)receipt.Count - handout.Taken; left > 0 && messages + told < handout.Messages + handout.Notices; left--)
        {
            if (told < handout.Notices && (messages == handout.Messages || NoticeIsNext(messages, told)))
                told++;
            else
                messages++;
        }

        // What is taken leaves the handout, deleted or not.
        var through = messages > 0 ? _oldest![messages - 1].Id : 0;
        _out = handout with { Messages = handout.Messages - messages, Notices = handout.Notices - told,
            Taken = handout.Taken + messages + told, Deleted = handout.Deleted.RemoveAll(id => id <= through) };
        return Remove(messages, told, handout);
    }

    // What follows is another handout, and nobody counts by the places of this one any more.
    private void LeaveDeleted()
    {
        if (_out is not { Deleted.IsEmpty: false } handout || _oldest is null)
            return;
        if (handout.IsDeleted(_oldest[0]))
            _begun = 0;
        _oldest.RemoveAll(handout.IsDeleted);
        _out = null;
    }

    private Delivery? Remove(int messages, int told, OpenHandout handout)
    {
        _notices.RemoveOldest(told);
        if (messages == 0)
            return null;
        _begun = 0;
        _delivered = _oldest![messages - 1].Id;
        foreach (var message in _oldest.GetRange(0, messages))
            if (!handout.IsDeleted(message))
                _counts.Acknowledge(message.Text);
        _oldest.RemoveRange(0, messages);
        if (_oldest.Count == 0)
            _oldest = null;
        return new(_delivered, _counts.Delivered, _counts.DeliveredBytes);
    }
}
