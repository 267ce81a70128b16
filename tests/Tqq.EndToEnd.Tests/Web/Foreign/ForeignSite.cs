using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Tqq.EndToEnd.Tests.Web.Foreign;

/// <summary>A web server of somebody else, on a port of its own: an empty page, and a part that may be framed.</summary>
internal sealed class ForeignSite : IAsyncDisposable
{
    private readonly WebApplication _pages;

    private ForeignSite(WebApplication pages) => _pages = pages;

    /// <summary>Its port.</summary>
    public int Port => new Uri(_pages.Urls.Single()).Port;

    /// <summary>Starts it.</summary>
    public static async Task<ForeignSite> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var pages = builder.Build();
        pages.Run(context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync("<!doctype html><title>elsewhere</title><link rel=icon href=data:,><body>");
        });
        await pages.StartAsync(TestContext.Current.CancellationToken);
        return new(pages);
    }

    public ValueTask DisposeAsync() => _pages.DisposeAsync();
}
