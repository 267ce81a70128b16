using System.Collections.Immutable;
using System.Net;
using CsCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tqq.Server.Web;

namespace Tqq.Server.Tests.Web;

/// <summary>Whose X-Forwarded-For the web port believes.</summary>
public sealed class ForwardedClientsTests
{
    private static readonly RequestDelegate s_trusting = Pipeline([IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("127.0.0.1/32")]);
    private static readonly RequestDelegate s_trustingNobody = Pipeline([]);

    private static RequestDelegate Pipeline(ImmutableArray<IPNetwork> from)
    {
        var services = new ServiceCollection().AddSingleton<Microsoft.Extensions.Logging.ILoggerFactory>(NullLoggerFactory.Instance)
            .AddOptions().BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseTqqForwarded(from);
        app.Run(_ => Task.CompletedTask);
        return app.Build();
    }

    private static (string Client, string Scheme) Seen(RequestDelegate pipeline, string peer, string? forwardedFor, string? proto = null)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        context.Request.Scheme = "http";
        context.Request.Headers["X-Forwarded-For"] = forwardedFor;
        context.Request.Headers["X-Forwarded-Proto"] = proto;
        pipeline(context).GetAwaiter().GetResult();
        return (context.Connection.RemoteIpAddress.ToString(), context.Request.Scheme);
    }

    [Theory]
    [InlineData("10.0.0.1", "203.0.113.7", "https", "203.0.113.7", "https")]
    [InlineData("::ffff:10.0.0.1", "203.0.113.7", "https", "203.0.113.7", "https")]
    // the first one was written by the client
    [InlineData("127.0.0.1", "198.51.100.1, 203.0.113.7", "https, https", "203.0.113.7", "https")]
    [InlineData("127.0.0.1", "203.0.113.7, 10.0.0.2", "https, http", "203.0.113.7", "https")] // two proxies
    [InlineData("10.0.0.1", "nonsense", "https", "10.0.0.1", "http")]
    public void A_trusted_proxy_is_believed_as_far_as_trust_goes(string peer, string forwardedFor, string proto, string client,
        string scheme) =>
        Assert.Equal((client, scheme), Seen(s_trusting, peer, forwardedFor, proto));

    [Fact]
    public void Ten_thousand_spoofed_headers_from_elsewhere_are_not_believed()
    {
        var addresses = Gen.OneOf(Gen.Byte.Array[4], Gen.Byte.Array[16]).Select(bytes => new IPAddress(bytes));
        Gen.Select(Gen.Int[0, 65_535], addresses, addresses).Sample(
            (number, first, second) =>
            {
                var peer = $"192.0.{number >> 8}.{number & 255}";
                var trusting = Seen(s_trusting, peer, $"{first}, {second}, 10.0.0.1, 127.0.0.1", "https, https, https, https");
                var nobody = Seen(s_trustingNobody, number % 2 == 0 ? "127.0.0.1" : "10.0.0.1", first.ToString(), "https");
                return trusting == (peer, "http") && nobody.Scheme == "http" && nobody.Client is "127.0.0.1" or "10.0.0.1";
            },
            iter: 10_000);
    }
}
