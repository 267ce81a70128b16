using System.Globalization;
using Tqq.Bench.Others.Checking;
using Tqq.Bench.Others.Sockets;

namespace Tqq.Bench.Others.Contenders.Xmpp;

/// <summary>Sends by ejabberd's HTTP API: `send_message` answers when the message is on its way to the receiver's session.</summary>
internal sealed class EjabberdApiSender : ISender
{
    private const string Receiver = "u0000";
    private readonly HttpLink _link;
    private readonly byte[] _request;
    private readonly int _receiverAt;
    private readonly int _textAt;

    /// <summary>Of an account.</summary>
    public EjabberdApiSender(HttpLink link, string user)
    {
        _link = link;
        var text = new string('.', NumberedText.Length);
        _request = HttpLink.Post("/api/send_message", "Content-Type: application/json\r\n",
            $$"""{"type":"chat","from":"{{user}}@localhost","to":"{{Receiver}}@localhost","subject":"","body":"{{text}}"}""");
        _receiverAt = _request.AsSpan().IndexOf("\"to\":\"u"u8) + 7;
        _textAt = _request.AsSpan().IndexOf("\"body\":\""u8) + 8;
    }

    public async ValueTask SendAsync(int account, ReadOnlyMemory<byte> text)
    {
        account.TryFormat(_request.AsSpan(_receiverAt), out _, "D4", CultureInfo.InvariantCulture);
        text.Span.CopyTo(_request.AsSpan(_textAt));
        await _link.SendAsync(_request);
        await _link.ReceiveAsync();
        if (!_link.Body.SequenceEqual("0"u8))
            throw new InvalidOperationException("refused: " + System.Text.Encoding.UTF8.GetString(_link.Body));
    }

    public void Dispose() => _link.Dispose();
}
