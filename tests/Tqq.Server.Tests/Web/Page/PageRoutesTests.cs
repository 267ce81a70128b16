using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Tqq.Server.Web;
using Tqq.Server.Web.Page;

namespace Tqq.Server.Tests.Web.Page;

/// <summary>How the page is sent.</summary>
public sealed class PageRoutesTests : IAsyncLifetime
{
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static string Script =>
        PageFiles.Folder + PageFiles.Own.All.First(file => file.Name.StartsWith("app.", StringComparison.Ordinal)).Name;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        SafeHeaders.Watch(_app);
        PageRoutes.Map(_app);
        await _app.StartAsync(Now);
        _http = new() { BaseAddress = new(_app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task The_document_is_asked_for_each_time_and_comes_again_only_when_it_has_changed()
    {
        using var first = await AskAsync("/");
        Assert.True(first.Headers.CacheControl!.NoCache);
        using var second = await AskAsync("/", ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal((HttpStatusCode.NotModified, ""), (second.StatusCode, await second.Content.ReadAsStringAsync(Now)));
    }

    [Fact]
    public async Task The_service_worker_stands_at_the_root_and_is_asked_for_each_time()
    {
        using var reply = await AskAsync("/service-worker.js");
        Assert.Equal("text/javascript", reply.Content.Headers.ContentType!.MediaType);
        Assert.True(reply.Headers.CacheControl!.NoCache);
    }

    [Fact]
    public async Task The_manifest_says_what_it_is()
    {
        var name = PageFiles.Own.All.Single(file => file.Name.EndsWith(".webmanifest", StringComparison.Ordinal)).Name;
        using var reply = await AskAsync(PageFiles.Folder + name);
        Assert.Equal("application/manifest+json", reply.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_file_is_kept_for_ever_because_its_name_says_what_is_in_it()
    {
        using var reply = await AskAsync(Script);
        Assert.Equal("public, max-age=31536000, immutable", reply.Headers.CacheControl!.ToString());
        using var other = await AskAsync(PageFiles.Folder + "app.000000000000.js");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip, br;q=0", "gzip")]
    [InlineData("gzip;q=1.0", "gzip")]
    [InlineData("identity", "")]
    [InlineData("", "")]
    public async Task It_comes_compressed_as_the_client_takes_it(string accepts, string encoding)
    {
        Assert.Equal(PageFiles.Own.Find(Script.Split('/')[^1])!.Content, await UnpackAsync(Script, accepts, encoding));
        // Of a list of friends there are many.
        Assert.Equal(PageFace.Draw(7), Encoding.UTF8.GetString(await UnpackAsync("/face/7.svg", accepts, encoding)));
    }

    private async Task<byte[]> UnpackAsync(string path, string accepts, string encoding)
    {
        using var reply = await AskAsync(path, ("Accept-Encoding", accepts));
        Assert.Equal(encoding, string.Join(", ", reply.Content.Headers.ContentEncoding));
        Assert.Equal("Accept-Encoding", reply.Headers.Vary.Single());
        await using var body = await reply.Content.ReadAsStreamAsync(Now);
        await using var plain = encoding switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        };
        using var text = new MemoryStream();
        await plain.CopyToAsync(text, Now);
        return text.ToArray();
    }

    // Where a service worker keeps the document, its policy has to be the same.
    public static TheoryData<string> Pages =>
    [
        "/", "/admin/", "/service-worker.js", PageFiles.Folder + PageFiles.Own.Index.Name, PageFiles.Folder + PageFiles.Own.Admin.Name,
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_browser_is_told_to_load_and_do_nothing_for_it_but_what_comes_from_here(string path)
    {
        using var reply = await AskAsync(path);
        var policy = reply.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.EndsWith("require-trusted-types-for 'script'; trusted-types service-worker", policy, StringComparison.Ordinal);
        Assert.Contains("worker-src 'self'; manifest-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", reply.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", reply.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("camera=()", reply.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_face_that_is_opened_by_itself_may_load_and_do_nothing()
    {
        using var reply = await AskAsync("/face/1.svg");
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", reply.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(("nosniff", "same-origin"), (reply.Headers.GetValues("X-Content-Type-Options").Single(),
            reply.Headers.GetValues("Cross-Origin-Resource-Policy").Single()));
    }

    [Theory]
    [InlineData("/face/0.svg")]
    [InlineData("/face/-1.svg")]
    [InlineData("/face/21847.svg")]
    [InlineData("/face/99999999999.svg")]
    [InlineData("/face/x.svg")]
    public async Task There_is_no_face_but_those_that_avatars_have(string path)
    {
        using var reply = await AskAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
    }

    private async Task<HttpResponseMessage> AskAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request, Now);
    }
}
