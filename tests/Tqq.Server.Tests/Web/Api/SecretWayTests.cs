using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Tqq.Core.Rules;
using Tqq.Server.Web;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Tests.Web.Api;

/// <summary>A password comes by https, or from this machine, or where somebody has said that it need not.</summary>
public sealed class SecretWayTests
{
    private static readonly FakeLogCollector s_log = new();

    private static bool IsTaken(string peer, string scheme, string? forwardedFor = null, string? proto = null, bool allowsPlain = false,
        FakeLogCollector? log = null, string? local = null)
    {
        var services = new ServiceCollection().AddSingleton<ILoggerFactory>(
            new LoggerFactory([new FakeLoggerProvider(log ?? s_log)])).AddOptions().BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseTqqForwarded([IPNetwork.Parse("10.0.0.0/8")]);
        var isTaken = false;
        var way = new SecretWay(new InForce<ApiOptions>(new() { AllowsPlain = allowsPlain }));
        app.Run(context =>
        {
            isTaken = way.Refuse(context) is null;
            Assert.Equal(isTaken, way.RefuseToken(context) is null);
            return Task.CompletedTask;
        });
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        context.Connection.LocalIpAddress = local is null ? null : IPAddress.Parse(local);
        context.Request.Scheme = scheme;
        if (forwardedFor is not null)
            context.Request.Headers["X-Forwarded-For"] = forwardedFor;
        if (proto is not null)
            context.Request.Headers["X-Forwarded-Proto"] = proto;
        app.Build()(context).GetAwaiter().GetResult();
        return isTaken;
    }

    [Theory]
    [InlineData("127.0.0.1", "http", true)]
    [InlineData("::1", "http", true)]
    [InlineData("::ffff:127.0.0.1", "http", true)]
    [InlineData("192.0.2.7", "https", true)]
    [InlineData("192.0.2.7", "http", false)]
    public void From_another_machine_it_needs_https(string peer, string scheme, bool isTaken) =>
        Assert.Equal(isTaken, IsTaken(peer, scheme));

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.7", "192.0.2.1", false)]
    public void From_the_machine_s_own_address_it_has_gone_over_no_wire(string peer, string local, bool isTaken) =>
        Assert.Equal(isTaken, IsTaken(peer, "http", local: local));

    [Theory]
    [InlineData("10.0.0.1", "192.0.2.7", "https", true)]
    [InlineData("10.0.0.1", "192.0.2.7", "http", false)]
    [InlineData("127.0.0.1", "192.0.2.7", "https", false)] // nobody named it, so nobody knows who calls
    public void A_proxy_is_believed_where_it_is_named(string peer, string forwardedFor, string proto, bool isTaken) =>
        Assert.Equal(isTaken, IsTaken(peer, "http", forwardedFor, proto));

    [Fact]
    public void Whoever_runs_the_server_may_allow_it() => Assert.True(IsTaken("192.0.2.7", "http", allowsPlain: true));

    [Fact]
    public void A_proxy_that_nobody_named_is_warned_about()
    {
        var log = new FakeLogCollector();
        IsTaken("10.0.0.1", "http", "192.0.2.7", "http", log: log);
        Assert.Empty(log.GetSnapshot());
        IsTaken("127.0.0.1", "http", "192.0.2.7", log: log);
        Assert.Contains("--forwarded-from does not name it",
            Assert.Single(log.GetSnapshot(), line => line.Level == LogLevel.Warning).Message, StringComparison.Ordinal);
    }
}
