using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>A push service of the tests' own, on a port of this machine. It keeps what is sent, and answers what it is told to.</summary>
internal sealed class PushServer : IAsyncDisposable
{
    private readonly Channel<PushSent> _sent = Channel.CreateUnbounded<PushSent>();
    private readonly WebApplication _app;

    private PushServer(WebApplication app) => _app = app;

    /// <summary>Where it is.</summary>
    public string Origin => _app.Urls.Single();

    /// <summary>What it answers.</summary>
    public HttpStatusCode Answer { get; set; } = HttpStatusCode.Created;

    public static async Task<PushServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new PushServer(builder.Build());
        server._app.Run(server.TakeAsync);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>What comes next.</summary>
    public ValueTask<PushSent> NextAsync() => _sent.Reader.ReadAsync(TestContext.Current.CancellationToken);

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        context.Response.StatusCode = (int)Answer;
        await _sent.Writer.WriteAsync(new(context.Request.Path, context.Request.Headers.Authorization.ToString(), body.ToArray()));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>What was sent to a push service.</summary>
/// <param name="Path">To which subscription.</param>
/// <param name="Authorization">Who says to have signed it.</param>
/// <param name="Body">What, encrypted.</param>
internal sealed record PushSent(string Path, string Authorization, byte[] Body);
