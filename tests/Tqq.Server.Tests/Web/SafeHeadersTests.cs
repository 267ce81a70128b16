using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tqq.Server.Web;

namespace Tqq.Server.Tests.Web;

/// <summary>What a browser is told with every answer.</summary>
public sealed class SafeHeadersTests : IAsyncLifetime
{
    private WebApplication _app = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore().AddProblemDetails();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        SafeHeaders.Watch(_app);
        _app.UseExceptionHandler();
        _app.UseStatusCodePages();
        _app.MapGet("/fine", () => "fine");
        _app.MapGet("/nothing", () => Results.NoContent());
        _app.MapGet("/fault", new RequestDelegate(_ => throw new InvalidDataException("on purpose")));
        _app.MapGet("/page", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'self'";
            return "a page";
        });
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _http = new() { BaseAddress = new(_app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "/fine", HttpStatusCode.OK)]
    [InlineData("GET", "/nothing", HttpStatusCode.NoContent)]
    [InlineData("GET", "/fault", HttpStatusCode.InternalServerError)]
    [InlineData("GET", "/missing", HttpStatusCode.NotFound)]
    [InlineData("POST", "/fine", HttpStatusCode.MethodNotAllowed)]
    public async Task Whatever_the_answer_is_it_may_load_nothing_and_stands_in_no_frame(string method, string path, HttpStatusCode status)
    {
        using var answer = await AskAsync(method, path);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", Header(answer, "Content-Security-Policy"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_loads_more_says_so_itself()
    {
        using var answer = await AskAsync("GET", "/page");
        Assert.Equal(("default-src 'self'", "nosniff"),
            (Header(answer, "Content-Security-Policy"), Header(answer, "X-Content-Type-Options")));
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();

    private async Task<HttpResponseMessage> AskAsync(string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), path);
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
