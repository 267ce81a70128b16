using Tqq.Bench.Others.Checking;

namespace Tqq.Bench.Others.Contenders.Xmpp;

/// <summary>
/// Waits in a request that the server holds. One that is away has not said that it is available yet, so that
/// its messages go to the offline store.
/// </summary>
internal sealed class BoshReceiver(BoshSession session, bool away) : IReceiver
{
    private readonly byte[] _available = session.Request("<presence xmlns='jabber:client'/>");
    private readonly byte[] _empty = session.Request("");
    private bool _away = away;

    /// <summary>One that is available from now on; the server has told it so.</summary>
    public static async Task<BoshReceiver> StartAsync(BoshSession session)
    {
        var receiver = new BoshReceiver(session, away: true);
        await receiver.NextAsync(static _ => { });
        return receiver;
    }

    public async ValueTask NextAsync(Took took)
    {
        await session.SendAsync(_away ? _available : _empty);
        _away = false;
        await session.ReceiveAsync();
        for (var rest = session.Body; rest.IndexOf("<body>"u8) is >= 0 and var at; rest = rest[NumberedText.Length..])
        {
            rest = rest[(at + 6)..];
            took(rest[..NumberedText.Length]);
        }
    }

    public void Dispose() => session.Dispose();
}
