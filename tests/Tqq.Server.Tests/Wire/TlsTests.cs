using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Tqq.Core.Operations;
using Tqq.Server.Tests.Hosting.Tls;
using Tqq.Server.Tests.Wire.Proxies;
using Tqq.Server.Wire.Limits;

namespace Tqq.Server.Tests.Wire;

/// <summary>HTTP QQ through TLS: the same, and as orderly.</summary>
public sealed class TlsTests
{
    private const string Nothing = "RES=0&MN=0&MT=&UN=&MG=";
    private readonly ScriptedMessenger _messenger = new() { Answers = _ => Answer.HandedOut.None };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static byte[] Post(string command)
    {
        var body = $"VER=1.1&CMD={command}&SEQ=7&UIN=10001";
        return Encoding.ASCII.GetBytes($"POST HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private static void UseTls(ListenOptions listen)
    {
        var pair = PemPair.Create();
        var context = SslStreamCertificateContext.Create(System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(pair.Certificate, pair.Key), null, offline: true);
        listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => new(new SslServerAuthenticationOptions { ServerCertificateContext = context }) });
    }

    private static async Task<SslStream> HandshakeAsync(Socket socket)
    {
        var tls = new SslStream(new NetworkStream(socket));
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "qq.test", RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=qq.test" }, Cancel);
        return tls;
    }

    private static async Task<string> ReadUntilAsync(SslStream tls, string ending)
    {
        var all = "";
        var buffer = new byte[4096];
        while (!all.EndsWith(ending, StringComparison.Ordinal))
            all += await tls.ReadAsync(buffer, Cancel) is > 0 and var count ? Encoding.ASCII.GetString(buffer, 0, count) : throw new EndOfStreamException(all);
        return all;
    }

    // The clock stands still: whatever waited for the server's patience would wait for ever.
    [Fact]
    public async Task Requests_are_answered_and_null_ends_at_once()
    {
        await using var host = await SocketHost.StartAsync(_messenger, useTls: UseTls);
        using var socket = await host.ConnectAsync();
        await using var tls = await HandshakeAsync(socket);
        await tls.WriteAsync((byte[])[.. Post("GetMsgEx"), .. "\r\n\r\n"u8], Cancel);
        await ReadUntilAsync(tls, Nothing);
        await tls.WriteAsync(Post("GetMsgEx"), Cancel);
        await ReadUntilAsync(tls, Nothing);
        await tls.WriteAsync(Post("Nothing"), Cancel);
        Assert.Equal(0, await tls.ReadAsync(new byte[16], Cancel));
    }

    [Fact]
    public async Task A_proxys_header_comes_before_tls()
    {
        await using var host = await SocketHost.StartAsync(_messenger, new WireOptions { ProxyFrom = [IPNetwork.Parse("127.0.0.0/8")] }, UseTls);
        using var socket = await host.ConnectAsync();
        await socket.SendAsync(ProxyHeaders.Version2(new(IPAddress.Parse("203.0.113.7"), 1)), Cancel);
        await using var tls = await HandshakeAsync(socket);
        await tls.WriteAsync(Post("GetMsgEx"), Cancel);
        await ReadUntilAsync(tls, Nothing);
        Assert.Equal(IPAddress.Parse("203.0.113.7"), Assert.Single(_messenger.Addresses));
    }
}
