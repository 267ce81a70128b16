using System.Collections.Immutable;
using Tqq.Core.Log;

namespace Tqq.Core.Mail;

/// <summary>
/// What waits for one account (protocol.md §4, §5.9). The texts are on disk; here stand their numbers, the oldest few texts while a
/// session is live, and what has been handed out but not acknowledged.
/// </summary>
public sealed partial class Mailbox
{
    private NoticeQueue _notices;
    private List<Message>? _oldest;
    private OpenHandout? _out;
    private long _reserved;
    private long _delivered;
    private long _last;
    private long _handouts;
    private MailCounts _counts;

    // How many pieces of the oldest message the session has acknowledged: it goes on behind them. Only in memory, and only
    // while the session lasts. On disk a message is delivered when its last piece is, so whoever comes after a restart or
    // with a new login gets the whole text.
    private int _begun;

    /// <summary>A mailbox as it was read from disk.</summary>
    /// <param name="lastId">The highest number ever used.</param>
    /// <param name="delivered">What has been acknowledged so far.</param>
    /// <param name="waiting">How many messages wait.</param>
    /// <param name="bytes">How many bytes of UTF-8 their texts have.</param>
    public Mailbox(long lastId, Delivery delivered, int waiting, long bytes) =>
        (_reserved, _last, _delivered, _counts) = (lastId, lastId, delivered.Through, new(waiting, bytes, delivered));

    /// <summary>How many messages wait, those on their way to the disk included.</summary>
    public int Count => _counts.All;

    /// <summary>How many bytes of UTF-8 their texts have.</summary>
    public long Bytes => _counts.Bytes;

    /// <summary>How many messages wait on disk.</summary>
    public int Waiting => _counts.OnDisk;

    /// <summary>The number of the last message that is known to have come to the disk.</summary>
    public long Last => _last;

    /// <summary>
    /// The number behind which texts are to be read from disk before <see cref="HandOut"/>, or null when all that it needs is here.
    /// </summary>
    /// <param name="most">How many messages a reply hands out at most; no more texts are kept here.</param>
    public long? ReadFrom(int most) => Loaded < most && _counts.OnDisk > Undeleted ? LastLoaded : null;

    private int Loaded => _oldest?.Count ?? 0;

    // How many of these were not deleted after they had been handed out.
    private int Undeleted => _out is { Deleted.IsEmpty: false } handout ? Loaded - handout.CountDeleted(_oldest!) : Loaded;

    private long LastLoaded => _oldest is { Count: > 0 } ? _oldest[^1].Id : _delivered;

    /// <summary>A number for a message on its way to the disk.</summary>
    /// <param name="text">Its text.</param>
    public long Reserve(string text)
    {
        _counts.Expect(text);
        return ++_reserved;
    }

    /// <summary>A number for something else in the account's log.</summary>
    public long ReserveOther() => ++_reserved;

    /// <summary>The message is on disk. Its text stays here if a session will soon fetch it and all before it is here too.</summary>
    /// <param name="message">The message.</param>
    /// <param name="hasSession">Whether there is a session that will fetch it.</param>
    /// <param name="most">As of <see cref="ReadFrom"/>.</param>
    public void Arrived(Message message, bool hasSession, int most)
    {
        _counts.Arrive(message.Text);
        _last = message.Id;
        if (hasSession && Undeleted == _counts.OnDisk - 1 && Loaded < most && message.Id > LastLoaded)
            (_oldest ??= []).Add(message);
    }

    /// <summary>The message could not be stored.</summary>
    public void Failed(Message message) => _counts.Withdraw(message.Text);

    /// <summary>
    /// So many wait on disk, as the store has counted after the last changes that memory has followed. What was acknowledged behind these
    /// may be counted yet; then the next look at the texts finds that fewer wait, or the next count says so.
    /// </summary>
    public void Follow(LogWaiting waiting) => _counts.Follow(waiting);

    /// <summary>
    /// A message was deleted: it is not handed out any more. Where a handout holds it, it keeps its place there, by which a client counts.
    /// </summary>
    /// <param name="id">Its number.</param>
    public void Delete(long id)
    {
        var at = _oldest?.FindIndex(message => message.Id == id) ?? -1;
        if (at < 0)
            return;
        if (_out is { } handout && at < handout.Messages)
        {
            _out = handout with { Deleted = handout.Deleted.Add(id) };
            return;
        }

        if (_out is { } begun && at == begun.Messages)
            _out = begun with { Through = 0 };
        _oldest!.RemoveAt(at);
        if (at == 0)
            _begun = 0;
    }

    /// <summary>Texts that were read from disk, ascending, because <see cref="ReadFrom"/> asked for them.</summary>
    /// <param name="messages">The texts.</param>
    /// <param name="areAll">Whether no more than these waited on disk.</param>
    /// <param name="most">As of <see cref="ReadFrom"/>.</param>
    public void Read(ImmutableArray<Message> messages, bool areAll, int most)
    {
        foreach (var message in messages)
            if (message.Id > LastLoaded && Loaded < most)
                (_oldest ??= []).Add(message);
        // Where there was no room for the last of them, more wait than are kept here.
        if ((areAll && (messages is not [.., var newest] || newest.Id <= LastLoaded)) || (LastLoaded >= _last && _delivered <= _last))
            CountAgain();
    }

    /// <summary>A friend's status changed while a session is live.</summary>
    public void Notice(Uin friend, Presence.Status seen, DateTimeOffset at) =>
        _notices.Add(new(_reserved, friend, seen, at), _out?.Notices ?? 0);

    // All that wait are here. What is on disk already and has not been said to have arrived yet is counted when that is said.
    private void CountAgain() => _counts.Recount((_oldest ?? []).Where(message =>
        message.Id <= _last && _out?.IsDeleted(message) != true));
}
