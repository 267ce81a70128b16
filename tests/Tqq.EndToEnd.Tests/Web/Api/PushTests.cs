using System.Net;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>Web Push from a client of 2005 to a browser whose page is closed, and the subscriptions of browsers.</summary>
public sealed class PushTests(SharedServer shared)
{
    private const string Endpoint = "https://push.example.net/4bf92f35";

    private static object Body(PushReceiver browser, string endpoint, string? says = null) =>
        new { endpoint, says, keys = new { p256dh = browser.Key, auth = browser.Auth }, expirationTime = (long?)null };

    [Fact]
    public async Task A_browser_whose_page_is_closed_is_told_encrypted_and_signed_and_no_more_than_its_owner_wants()
    {
        using var directory = new TemporaryDirectory();
        using var browser = new PushReceiver();
        await using var service = await PushServer.StartAsync();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--push-allow", service.Origin);
        var (anna, bao) = (await server.AddPersonAsync(), await server.AddOnlineAsync(nick: "阿宝"));
        using var page = await ApiClient.SignInAsync(anna);
        var key = (await page.AskAsync(HttpMethod.Get, "push/key")).GetProperty("key").GetString()!;
        foreach (var (says, said) in new[]
        {
            ("message", """{"kind":"message"}"""),
            ("sender", $$"""{"kind":"message","peer":{{bao.Uin}},"nick":"阿宝","avatar":0}"""),
            ("text", $$"""{"kind":"message","peer":{{bao.Uin}},"nick":"阿宝","avatar":0,"text":"text"}"""),
        })
        {
            await page.AskAsync(HttpMethod.Post, "push/subscriptions", Body(browser, service.Origin + "/a", says), HttpStatusCode.Created);
            await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG={says}");
            var sent = await service.NextAsync();
            Assert.Equal(said, browser.Open(sent.Body).TrimEnd());
            Assert.Equal("/a", sent.Path);
            Assert.Equal(service.Origin, PushReceiver.Verify(sent.Authorization, key).GetProperty("aud").GetString());
        }
    }

    [Fact]
    public async Task A_session_subscribes_once_is_listed_without_its_secrets_and_takes_its_subscription_with_it()
    {
        var person = await shared.Server.AddPersonAsync();
        using var browser = new PushReceiver();
        using var first = await ApiClient.SignInAsync(person);
        using var second = await ApiClient.SignInAsync(person);
        await first.AskAsync(HttpMethod.Post, "push/subscriptions", Body(browser, Endpoint), HttpStatusCode.Created);
        await first.AskAsync(HttpMethod.Post, "push/subscriptions", Body(browser, Endpoint + "/2", "text"), HttpStatusCode.Created);
        await second.AskAsync(HttpMethod.Post, "push/subscriptions", Body(browser, Endpoint, "message"), HttpStatusCode.Created);
        var list = await second.AskAsync(HttpMethod.Get, "push/subscriptions");
        Assert.Equal(["1 text push.example.net False", "2 message push.example.net True"],
            list.GetProperty("subscriptions").EnumerateArray().Select(one =>
                $"{one.GetProperty("id")} {one.GetProperty("says")} {one.GetProperty("service")} {one.GetProperty("isThis")}"));
        Assert.DoesNotContain("4bf92f35", list.GetRawText(), StringComparison.Ordinal);
        await first.AskAsync(HttpMethod.Delete, "session", status: HttpStatusCode.NoContent);
        Assert.Equal(["2"], await IdsAsync(second));
        await second.AskAsync(HttpMethod.Delete, "push/subscriptions/2", status: HttpStatusCode.NoContent);
        Assert.Equal("404 /errors/missing", await second.RefusalAsync(HttpMethod.Delete, "push/subscriptions/2"));
        Assert.Empty(await IdsAsync(second));
    }

    private static async Task<string?[]> IdsAsync(ApiClient page) =>
        [.. (await page.AskAsync(HttpMethod.Get, "push/subscriptions")).GetProperty("subscriptions").EnumerateArray()
            .Select(one => one.GetProperty("id").GetString())];

    [Fact]
    public async Task Who_signs_in_on_a_browser_next_takes_its_subscription_over()
    {
        using var browser = new PushReceiver();
        using var anna = await ApiClient.SignInAsync(await shared.Server.AddPersonAsync());
        using var bao = await ApiClient.SignInAsync(await shared.Server.AddPersonAsync());
        foreach (var page in new[] { anna, bao })
            await page.AskAsync(HttpMethod.Post, "push/subscriptions", Body(browser, Endpoint + "/shared"), HttpStatusCode.Created);
        Assert.Empty(await IdsAsync(anna));
        Assert.Single(await IdsAsync(bao));
    }

    [Theory]
    [InlineData("http://push.example.net/x")]
    [InlineData("push.example.net/x")]
    [InlineData("ftp://push.example.net/x")]
    [InlineData("https://user:secret@push.example.net/x")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("https://2130706433/x")]
    [InlineData("https://10.0.0.7:8080/x")]
    [InlineData("https://[::1]/x")]
    [InlineData("https://[::ffff:127.0.0.1]/x")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("")]
    [InlineData(null)]
    public async Task An_endpoint_that_is_none_is_refused_at_once(string? endpoint)
    {
        using var browser = new PushReceiver();
        using var page = await ApiClient.SignInAsync(await shared.Server.AddPersonAsync());
        Assert.Equal("400 /errors/bad-input", await page.RefusalAsync(HttpMethod.Post, "push/subscriptions", Body(browser, endpoint!)));
    }

    [Theory]
    [InlineData("""{ "endpoint": "https://push.example.net/x" }""")]
    [InlineData("""{ "endpoint": "https://push.example.net/x", "keys": { "p256dh": "BA", "auth": "BTBZMqHH6r4Tts7J_aSIgg" } }""")]
    [InlineData("""
        { "endpoint": "https://push.example.net/x", "keys": { "auth": "BTBZMqHH6r4Tts7J_aSIgg",
          "p256dh": "BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } }
        """)]
    [InlineData("""
        { "endpoint": "https://push.example.net/x", "keys": { "auth": "BTBZ",
          "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4" } }
        """)]
    [InlineData("""
        { "endpoint": "https://push.example.net/x", "says": "all", "keys": { "auth": "BTBZMqHH6r4Tts7J_aSIgg",
          "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4" } }
        """)]
    public async Task Keys_that_nothing_can_be_encrypted_for_are_refused_at_once(string body)
    {
        using var page = await ApiClient.SignInAsync(await shared.Server.AddPersonAsync());
        Assert.Equal("400 /errors/bad-input",
            await page.RefusalAsync(HttpMethod.Post, "push/subscriptions", JsonDocument.Parse(body).RootElement));
    }
}
