using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>Pages of other sites: none but those that are named, and these with a token alone.</summary>
public sealed class CorsTests(SharedServer shared)
{
    private const string Bot = "https://bot.qq.test";

    private static readonly (string, string)[] Preflight =
        [("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization, content-type")];

    private static string? Allowed(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;

    [Fact]
    public async Task Nobody_is_named_unless_somebody_names_him()
    {
        using var page = new ApiClient(shared.Server, new([127, 1, 201, 1]));
        using var preflight = await page.CallAsync(HttpMethod.Options, "me", null, [.. Preflight, ("Origin", Bot)]);
        Assert.Equal((HttpStatusCode.Unauthorized, null), (preflight.StatusCode, Allowed(preflight)));
    }

    [Fact]
    public async Task A_page_that_is_named_uses_a_token_and_no_cookie_and_another_nothing()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--cors", Bot);
        var person = await server.AddPersonAsync();
        using var page = new ApiClient(server, person.From);
        using (var preflight = await page.CallAsync(HttpMethod.Options, "session", null, [.. Preflight, ("Origin", Bot)]))
        {
            Assert.Equal((HttpStatusCode.NoContent, Bot), (preflight.StatusCode, Allowed(preflight)));
            Assert.Contains("Authorization", preflight.Headers.GetValues("Access-Control-Allow-Headers").Single(),
                StringComparison.Ordinal);
            Assert.False(preflight.Headers.Contains("Access-Control-Allow-Credentials"));
        }

        Assert.Equal("403 /errors/foreign-page", await page.RefusalAsync(HttpMethod.Post, "session",
            new { uin = person.Uin, password = person.Password }, ("Origin", Bot)));
        using (var signedIn = await page.CallAsync(HttpMethod.Post, "session",
            new { uin = person.Uin, password = person.Password, token = true }, ("Origin", Bot)))
            Assert.Equal((HttpStatusCode.Created, Bot), (signedIn.StatusCode, Allowed(signedIn)));
        using var other = await page.CallAsync(HttpMethod.Options, "session", null, [.. Preflight, ("Origin", "https://other.test")]);
        Assert.Null(Allowed(other));
        Assert.Equal("Origin", other.Headers.Vary.Single());
    }
}
