using System.Collections.Concurrent;
using Tqq.Core;
using Tqq.Core.Sessions;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Requests;
using Tqq.Server.Messaging;
using Tqq.Server.Wire.Commands;

namespace Tqq.Server.Wire.Receipts;

/// <summary>
/// The handouts that clients which count have in hand. Such a client names one by the `SEQ` of the request that it went to (`AK`,
/// protocol.md §4); the messenger names it by its number.
/// </summary>
internal sealed class CountedHandouts : IDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Uin, (ulong Mark, long Handout)> _last = [];
    private readonly IMessenger _messenger;
    private readonly ITimer _timer;

    /// <summary>Remembers nothing yet.</summary>
    /// <param name="messenger">Who knows which accounts may have a session.</param>
    /// <param name="time">Where time comes from.</param>
    public CountedHandouts(IMessenger messenger, TimeProvider time)
    {
        _messenger = messenger;
        _timer = time.CreateTimer(_ => ForgetSessionsThatAreOver(), null, BetweenLooks, BetweenLooks);
    }

    /// <summary>Of how many accounts it remembers a handout.</summary>
    public int Count => _last.Count;

    /// <summary>Looks no longer for sessions that are over.</summary>
    public void Dispose() => _timer.Dispose();

    /// <summary>A client that counts was answered. Where nothing waits any more, there is nothing to remember of its account.</summary>
    /// <param name="uin">The account.</param>
    /// <param name="seq">The `SEQ` of the request.</param>
    /// <param name="had">What the request said it had: where nothing waits behind that, all of it was had.</param>
    /// <param name="handout">The number of the handout; 0 where nothing waited.</param>
    public void Note(Uin uin, Seq seq, HandoutReceipt had, long handout)
    {
        if (handout > 0)
            _last.AddOrUpdate(
                uin,
                static (_, given) => given,
                static (_, last, given) => given.Handout >= last.Handout ? given : last,
                (Mark: OriginMapping.MarkOf(seq), Handout: handout));
        else if (_last.TryGetValue(uin, out var last) && last.Handout == had.Handout)
            _last.TryRemove(new(uin, last));
    }

    /// <summary>What a client says it had. Of a handout that is none of the last it has had nothing.</summary>
    public HandoutReceipt Find(Uin uin, in Receipt receipt) =>
        receipt.Of is { } seq && _last.TryGetValue(uin, out var last) && last.Mark == OriginMapping.MarkOf(seq)
            ? new(last.Handout, receipt.Count)
            : HandoutReceipt.None;

    // A client may never come back. Once its session is over the account does not know the handout either.
    private void ForgetSessionsThatAreOver()
    {
        foreach (var last in _last)
            if (!_messenger.MayBeOnline(last.Key))
                _last.TryRemove(last);
    }
}
