using System.Net;
using System.Text;
using Tqq.Bench.Others.Sockets;

namespace Tqq.Bench.Others.Contenders.Xmpp;

/// <summary>
/// An XMPP session over BOSH (XEP-0124, XEP-0206) on two connections: the server holds one request back until there is something to say, or
/// until the next request comes on the other.
/// </summary>
internal sealed class BoshSession : IDisposable
{
    private const string Restart = " xmpp:restart='true' xmlns:xmpp='urn:xmpp:xbosh'";
    private readonly HttpLink[] _links;
    private readonly string _path;
    private long _rid = 1_000_000_000 + Random.Shared.Next(100_000_000); // of ten digits, now and after all that it grows here
    private string _sid = "";
    private int _waiting; // the link on which the older request is

    private BoshSession(HttpLink[] links, string path) => (_links, _path) = (links, path);

    /// <summary>Logs in with SASL PLAIN and binds a resource. The server then has no request to answer.</summary>
    public static async Task<BoshSession> OpenAsync(IPEndPoint server, string path, string user, string password)
    {
        var session = new BoshSession([await HttpLink.OpenAsync(server), await HttpLink.OpenAsync(server)], path);
        var created = await session.AskAsync(
            " to='localhost' wait='60' hold='1' ver='1.6' xml:lang='en' xmpp:version='1.0' xmlns:xmpp='urn:xmpp:xbosh'", "", " sid=");
        session._sid = $" sid='{created.Split(" sid=")[1][1..].Split('\'', '"')[0]}'";
        var plain = Convert.ToBase64String(Encoding.ASCII.GetBytes($"\0{user}\0{password}"));
        await session.AskAsync("", $"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{plain}</auth>", "<success");
        await session.AskAsync(" to='localhost'" + Restart, "", "xmpp-bind");
        await session.AskAsync("",
            "<iq xmlns='jabber:client' type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>r</resource></bind></iq>",
            "<jid>");
        return session;
    }

    /// <summary>The bytes of a request with this inside. Its number is put in when it is sent.</summary>
    public byte[] Request(string stanza) => Make("", stanza);

    /// <summary>Sends a request. At most one may be without a reply at that time.</summary>
    public ValueTask SendAsync(byte[] request, bool beside = false)
    {
        Digits.Patch(request, "rid='"u8, ++_rid);
        return _links[beside ? 1 - _waiting : _waiting].SendAsync(request);
    }

    /// <summary>Waits for the reply to the older request.</summary>
    public async ValueTask ReceiveAsync()
    {
        await _links[_waiting].ReceiveAsync();
        if (Body.IndexOf("type='terminate'"u8) >= 0 || Body.IndexOf("type=\"terminate\""u8) >= 0)
            throw new InvalidOperationException("the server ended the session: " + Encoding.UTF8.GetString(Body));
    }

    /// <summary>The request beside is the older one from now on.</summary>
    public void Swap() => _waiting = 1 - _waiting;

    /// <summary>The reply that came last.</summary>
    public ReadOnlySpan<byte> Body => _links[_waiting].Body;

    public void Dispose()
    {
        foreach (var link in _links)
            link.Dispose();
    }

    // An answer may come with a later reply than that to the request that asked for it.
    private async Task<string> AskAsync(string attributes, string stanza, string sign)
    {
        var request = Make(attributes, stanza);
        for (var asked = 0; asked < 5; asked++)
        {
            await SendAsync(request);
            await ReceiveAsync();
            if (Encoding.UTF8.GetString(Body) is var answer && answer.Contains(sign, StringComparison.Ordinal))
                return answer;
            request = Make("", "");
        }

        throw new InvalidOperationException($"no {sign} came: {Encoding.UTF8.GetString(Body)}");
    }

    private byte[] Make(string attributes, string stanza) => HttpLink.Post(_path, "Content-Type: text/xml; charset=utf-8\r\n",
        $"<body rid='1000000000' xmlns='http://jabber.org/protocol/httpbind'{_sid}{attributes}>{stanza}</body>");
}
