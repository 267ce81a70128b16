using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tqq.Server.Web;

/// <summary>The page at `/`: for somebody who comes with a browser and wants to know what answers here.</summary>
internal static class StartPage
{
    private static readonly string s_page = $$"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Tqq</title>
        <style>
          body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; color-scheme: light dark; }
        </style>
        <h1>Tqq {{ServerFacts.Version}}</h1>
        <p>This is the web port of a messenger server for HTTP QQ 1.1, and it is running.</p>
        <ul>
          <li><a href="/healthz">/healthz</a> says whether the server is well.</li>
          <li><a href="{{WebPaths.ApiDocument}}">{{WebPaths.ApiDocument}}</a> describes the API of accounts: sign in, send, read, listen.</li>
          <li><a href="{{WebPaths.AdminDocument}}">{{WebPaths.AdminDocument}}</a> describes the admin API. The API itself needs the token that stands in admin.json in the data directory.</li>
          <li>Programs speak HTTP QQ on the other port; docs/protocol.md in the sources describes it.</li>
        </ul>
        <p lang="zh-CN">这是 HTTP QQ 1.1 即时通讯服务器的网页端口，服务器正在运行。</p>
        </html>

        """;

    public static void Map(WebApplication app) => app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], (HttpResponse response) =>
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        response.Headers.XContentTypeOptions = "nosniff";
        return Results.Content(s_page, "text/html; charset=utf-8");
    }).ExcludeFromDescription();
}
