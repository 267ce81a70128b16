using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web;

/// <summary>What a browser is told with every answer of the web port, whoever it is for.</summary>
public sealed class HeaderTests(SharedServer shared)
{
    private static readonly string[] s_names =
    [
        "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Resource-Policy",
    ];

    [Theory]
    [InlineData("GET", "", HttpStatusCode.OK)]
    [InlineData("HEAD", "admin/", HttpStatusCode.OK)]
    [InlineData("GET", "page/none.js", HttpStatusCode.NotFound)]
    [InlineData("GET", "face/1.svg", HttpStatusCode.OK)]
    [InlineData("GET", "face/0.svg", HttpStatusCode.NotFound)]
    [InlineData("GET", "service-worker.js", HttpStatusCode.OK)]
    [InlineData("GET", "healthz", HttpStatusCode.OK)]
    [InlineData("POST", "healthz", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "no/such/path", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "metrics", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "api/v1/openapi.json", HttpStatusCode.OK)]
    [InlineData("GET", "api/v1/me", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "api/v1/events", HttpStatusCode.Unauthorized)]
    [InlineData("PUT", "api/v1/session", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "api/v1/session", HttpStatusCode.BadRequest)]
    [InlineData("GET", "admin/api/v1/openapi.json", HttpStatusCode.OK)]
    [InlineData("GET", "admin/api/v1/accounts", HttpStatusCode.Unauthorized)]
    [InlineData("DELETE", "admin/api/v1/accounts/1", HttpStatusCode.Unauthorized)]
    public async Task Each_says_what_it_may_load_and_do(string method, string path, HttpStatusCode status)
    {
        using var http = new HttpClient { BaseAddress = shared.Server.Web };
        using var answer = await http.SendAsync(new(new(method), path), TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        Assert.All(s_names, name => Assert.True(answer.Headers.Contains(name), $"{method} {path} says no {name}"));
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_the_api_is_kept_by_nobody()
    {
        var person = await shared.Server.AddPersonAsync();
        using var client = await ApiClient.SignInAsync(person);
        using var missing = await client.CallAsync(HttpMethod.Get, "people/4000000000");
        Assert.Equal((HttpStatusCode.NotFound, "no-store"), (missing.StatusCode, missing.Headers.CacheControl?.ToString()));
    }
}
