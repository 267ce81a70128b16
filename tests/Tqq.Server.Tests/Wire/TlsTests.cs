using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Tqq.Core.Operations;
using Tqq.Server.Hosting.Tls;
using Tqq.Server.Tests.Hosting.Tls;
using Tqq.Server.Tests.Wire.Proxies;
using Tqq.Server.Wire.Limits;

namespace Tqq.Server.Tests.Wire;

/// <summary>What these tests hear of handshakes is heard of all of the process: no others may run beside them.</summary>
[CollectionDefinition(nameof(AloneWithHandshakes), DisableParallelization = true)]
public sealed class AloneWithHandshakes;

/// <summary>HTTP QQ through TLS: the same, and as orderly.</summary>
[Collection(nameof(AloneWithHandshakes))]
public sealed class TlsTests : IDisposable
{
    private const string Nothing = "RES=0&MN=0&MT=&UN=&MG=";
    private readonly ScriptedMessenger _messenger = new() { Answers = _ => Answer.HandedOut.None };
    private readonly TlsCertificate _certificate = PemPair.Create().AsCertificate();
    private readonly HandshakeThreads _threads = new();

    public void Dispose()
    {
        _threads.Dispose();
        _certificate.Dispose();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static byte[] Post(string command)
    {
        var body = $"VER=1.1&CMD={command}&SEQ=7&UIN=10001";
        return Encoding.ASCII.GetBytes($"POST HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private void UseTls(ListenOptions listen) => listen.UseTls(_certificate, _threads);

    private static async Task<SslStream> HandshakeAsync(Socket socket, params SslApplicationProtocol[] offered)
    {
        var tls = new SslStream(new NetworkStream(socket));
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "qq.test",
                ApplicationProtocols = [.. offered],
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=qq.test",
            },
            Cancel);
        return tls;
    }

    private static async Task<string> ReadUntilAsync(SslStream tls, string ending)
    {
        var all = "";
        var buffer = new byte[4096];
        while (!all.EndsWith(ending, StringComparison.Ordinal))
            all += await tls.ReadAsync(buffer, Cancel) is > 0 and var count ? Encoding.ASCII.GetString(buffer, 0, count)
                : throw new EndOfStreamException(all);
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
        await using var host = await SocketHost.StartAsync(_messenger, new WireOptions { ProxyFrom = [IPNetwork.Parse("127.0.0.0/8")] },
            UseTls);
        using var socket = await host.ConnectAsync();
        await socket.SendAsync(ProxyHeaders.Version2(new(IPAddress.Parse("203.0.113.7"), 1)), Cancel);
        await using var tls = await HandshakeAsync(socket);
        await tls.WriteAsync(Post("GetMsgEx"), Cancel);
        await ReadUntilAsync(tls, Nothing);
        Assert.Equal(IPAddress.Parse("203.0.113.7"), Assert.Single(_messenger.Addresses));
    }

    [Fact]
    public async Task A_client_that_offers_h2_gets_http_1_1_and_one_that_offers_nothing_is_served_too()
    {
        await using var host = await SocketHost.StartAsync(_messenger, useTls: UseTls);
        foreach (var (offered, agreed) in new (SslApplicationProtocol[], SslApplicationProtocol)[]
        {
            ([SslApplicationProtocol.Http2, SslApplicationProtocol.Http11], SslApplicationProtocol.Http11),
            ([SslApplicationProtocol.Http11], SslApplicationProtocol.Http11),
            ([], default),
        })
        {
            using var socket = await host.ConnectAsync();
            await using var tls = await HandshakeAsync(socket, offered);
            Assert.Equal(agreed, tls.NegotiatedApplicationProtocol);
            await tls.WriteAsync(Post("GetMsgEx"), Cancel);
            await ReadUntilAsync(tls, Nothing);
        }
    }

    [Fact]
    public async Task A_client_that_speaks_only_h2_is_refused_in_the_handshake()
    {
        await using var host = await SocketHost.StartAsync(_messenger, useTls: UseTls);
        using var socket = await host.ConnectAsync();
        await Assert.ThrowsAsync<AuthenticationException>(() => HandshakeAsync(socket, SslApplicationProtocol.Http2));
    }

    [Fact]
    public async Task Curl_gets_its_reply()
    {
        await using var host = await SocketHost.StartAsync(_messenger, useTls: UseTls);
        var (output, errors) = await RunAsync("curl", "", "-sSk", "--max-time", "30", $"https://{host.Endpoint}/", "--data-binary",
            "VER=1.1&CMD=GetMsgEx&SEQ=7&UIN=10001");
        Assert.True(output.EndsWith(Nothing, StringComparison.Ordinal), output + errors);
    }

    [Fact]
    public async Task Openssl_s_client_agrees_on_http_1_1_and_gets_its_reply()
    {
        await using var host = await SocketHost.StartAsync(_messenger, useTls: UseTls);
        // A NULL ends the connection, and s_client with it.
        var requests = Encoding.ASCII.GetString([.. Post("GetMsgEx"), .. Post("Nothing")]);
        var (output, errors) = await RunAsync("openssl", requests, "s_client", "-connect", host.Endpoint.ToString(), "-servername",
            "qq.test", "-alpn", "h2,http/1.1", "-ign_eof");
        Assert.True(output.Contains("ALPN protocol: http/1.1", StringComparison.Ordinal), output + errors);
        Assert.Contains(Nothing, output, StringComparison.Ordinal);
    }

    // The thread that hears of all sockets is not known here, but it is none of these.
    [Fact]
    public async Task A_handshake_is_computed_on_the_threads_for_handshakes_and_a_request_is_not()
    {
        var answeredOn = new ConcurrentQueue<string?>();
        _messenger.Answers = _ =>
        {
            answeredOn.Enqueue(Thread.CurrentThread.Name);
            return Answer.HandedOut.None;
        };
        await using var host = await SocketHost.StartAsync(_messenger, useTls: UseTls);
        using var handshakes = new HandshakeListener();
        // The client computes its part on a thread of its own, so that the two can be told apart.
        var client = new Thread(() =>
        {
            using var socket = host.ConnectAsync().GetAwaiter().GetResult();
            using var tls = new SslStream(new NetworkStream(socket), false, (_, certificate, _, _) => certificate is not null);
            tls.AuthenticateAsClient("qq.test");
            tls.Write(Post("GetMsgEx"));
            _ = tls.ReadByte();
        })
        { Name = "client" };
        client.Start();
        await Task.Run(client.Join, Cancel);
        Assert.Equal(["TLS handshakes", "client"], handshakes.Threads.Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain("TLS handshakes", answeredOn);
        Assert.Single(answeredOn);
    }

    [Fact]
    public async Task A_handshake_that_waits_for_its_client_holds_up_no_other()
    {
        await using var host = await SocketHost.StartAsync(_messenger, useTls: UseTls);
        var stuck = new List<Socket>();
        for (var number = 0; number < 2 * Environment.ProcessorCount; number++)
        {
            stuck.Add(await host.ConnectAsync());
            // The head of a record, and not a byte of the hello that it announces.
            await stuck[^1].SendAsync((byte[])[22, 3, 1, 2, 0], Cancel);
        }

        using var socket = await host.ConnectAsync();
        await using var tls = await HandshakeAsync(socket);
        await tls.WriteAsync(Post("GetMsgEx"), Cancel);
        await ReadUntilAsync(tls, Nothing);
        stuck.ForEach(client => client.Dispose());
    }

    private static async Task<(string Output, string Errors)> RunAsync(string program, string input, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true,
            RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        return (await process.StandardOutput.ReadToEndAsync(Cancel), await errors);
    }

    // .NET tells of the begin and the end of each handshake on the thread that computes it.
    private sealed class HandshakeListener : EventListener
    {
        public ConcurrentQueue<string?> Threads { get; } = new();

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.Net.Security")
                EnableEvents(eventSource, EventLevel.Informational);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName is "HandshakeStart" or "HandshakeStop")
                Threads.Enqueue(Thread.CurrentThread.Name);
        }
    }
}
