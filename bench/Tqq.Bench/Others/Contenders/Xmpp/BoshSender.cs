using System.Globalization;
using Tqq.Bench.Others.Checking;

namespace Tqq.Bench.Others.Contenders.Xmpp;

/// <summary>
/// XMPP acknowledges no message. Over BOSH the server answers the held request when the next one comes: that is the acknowledgement here.
/// </summary>
internal sealed class BoshSender : ISender
{
    private const string Receiver = "u0000";
    private readonly BoshSession _session;
    private readonly byte[] _request;
    private readonly int _receiverAt;
    private readonly int _textAt;

    private BoshSender(BoshSession session)
    {
        _session = session;
        _request =
            session.Request(
            $"<message xmlns='jabber:client' type='chat' to='{Receiver}@localhost'><body>{new string('.', NumberedText.Length)}</body></message>");
        _receiverAt = _request.AsSpan().IndexOf("to='u"u8) + 5;
        _textAt = _request.AsSpan().IndexOf("<body>"u8) + 6;
    }

    /// <summary>Leaves a request for the server to hold.</summary>
    public static async Task<BoshSender> StartAsync(BoshSession session)
    {
        await session.SendAsync(session.Request(""));
        return new(session);
    }

    public async ValueTask SendAsync(int account, ReadOnlyMemory<byte> text)
    {
        account.TryFormat(_request.AsSpan(_receiverAt), out _, "D4", CultureInfo.InvariantCulture);
        text.Span.CopyTo(_request.AsSpan(_textAt));
        await _session.SendAsync(_request, beside: true);
        await _session.ReceiveAsync();
        if (_session.Body.IndexOf("<message"u8) >= 0)
            throw new InvalidOperationException("refused: " + System.Text.Encoding.UTF8.GetString(_session.Body));
        _session.Swap();
    }

    public void Dispose() => _session.Dispose();
}
