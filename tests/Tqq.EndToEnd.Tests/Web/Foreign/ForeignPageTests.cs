using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;
using Tqq.EndToEnd.Tests.Web.Api;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Foreign;

/// <summary>
/// A page of elsewhere, in the browser of somebody who is signed in as a person and as an administrator and has a client of HTTP QQ on the
/// same machine: it changes nothing, reads nothing, and shows none of the pages in a frame. A page of another port of the same host is the
/// hardest case, because the browser sends the cookies with what it asks.
/// </summary>
[LongRun]
public sealed partial class ForeignPageTests : IAsyncLifetime
{
    private const string Mark = "foreign";
    private const string StatusChanged = "99 ";

    private static readonly (string Method, string Path, string Body)[] s_acts =
    [
        ("POST", "accounts", $$"""{"uin":77001,"nick":"{{Mark}}","password":"correct horse"}"""),
        ("POST", "invitations", $$"""{"name":"{{Mark}}"}"""),
        ("POST", "announcements", $$"""{"text":"{{Mark}}","to":"all"}"""),
        ("POST", "reserved-numbers", $$"""{"from":88000,"to":88100,"note":"{{Mark}}"}"""),
        ("POST", "administrators", """{"uin":77002,"nick":"x","role":"full","password":"correct horse"}"""),
        ("POST", "administrators/link", "{}"),
        ("POST", "backups", "{}"),
        ("POST", "session/confirm", """{"password":"wrong"}"""),
        ("POST", "totp", "{}"),
        ("DELETE", "session", ""),
    ];

    // What answers whoever comes: a name of this server is as good as another one there.
    [GeneratedRegex("/(api/v1/registration(/invitation)?|admin/api/v1/first(/check)?|admin/api/v1/session)$")]
    private static partial Regex Open { get; }

    [GeneratedRegex("\"lastSeen\":\"[^\"]*\"")]
    private static partial Regex LastSeen { get; }

    // What is sent by forms, too: a frame takes longer than a request.
    private static readonly string[] s_forms =
        ["/api/v1/conversations/{uin}/messages", "/api/v1/session", "/api/v1/registration", "/api/v1/friends", "/api/v1/tokens"];

    private readonly TemporaryDirectory _directory = new();
    private readonly List<(Person Who, ApiClient Client)> _people = [];
    private LocalServer _server = null!;
    private ForeignSite _site = null!;
    private Person _lin = null!;
    private Person _bao = null!;
    private Person _root = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await LocalServer.StartAsync(_directory.At("data"), "--penalty", "0", "--rate-message", "off", "--rate-other", "off",
            "--rate-friend", "off", "--registration", "open", "--rate-registration", "off");
        _site = await ForeignSite.StartAsync();
        (_lin, _bao) = (await _server.AddPersonAsync("anyone"), await _server.AddOnlineAsync("anyone"));
        _root = await _server.AddPersonAsync();
        await AdminBrowser.AppointAsync(_root);
        _lin.From = IPAddress.Loopback;
        foreach (var who in new[] { _lin, _bao })
            _people.Add((who, await ApiClient.SignInAsync(who)));
        await _people[0].Client.AskAsync(HttpMethod.Post, "friends", new { uin = _bao.Uin });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, client) in _people)
            client.Dispose();
        await _site.DisposeAsync();
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Nothing_is_changed_by_it_through_either_port(string host)
    {
        await using var browser = await SignInTwiceAsync();
        await LogInAsync();
        var before = await StateAsync();
        await browser.Page.GoToAsync($"http://{host}:{_site.Port}/");
        var writes = await WritesAsync();
        Assert.InRange(writes.Length, 40, 1000);
        Assert.Empty(await browser.Page.EvaluateFunctionAsync<string[]>(ForeignScript.Write, (object)writes));
        Assert.Equal(before, await StateAsync());
        Assert.Empty(await _bao.FetchAsync());
        await IsSignedInTwiceAsync(browser);
    }

    [Fact]
    public async Task The_pages_of_the_server_itself_do_change_it_so()
    {
        await using var browser = await SignInTwiceAsync();
        var write = new Sent("PUT", $"{_server.Web}api/v1/people/{_bao.Uin}/mute", "");
        Assert.Equal([$"json PUT {write.url}: 204", $"text PUT {write.url}: 204"],
            await browser.Page.EvaluateFunctionAsync<string[]>(ForeignScript.Write, (object)new[] { write }));
        Assert.NotEmpty((await _people[0].Client.AskAsync(HttpMethod.Get, "muted")).GetProperty("people").EnumerateArray());
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Nothing_is_read_by_it_and_nothing_is_told_apart(string host)
    {
        await using var browser = await SignInTwiceAsync();
        await browser.Page.GoToAsync($"http://{host}:{_site.Port}/");
        var api = (await ApiDocument.ReadAsync(_server)).Operations.Where(one => one.Method == HttpMethod.Get)
            .Select(one => "api/v1/" + one.For(_bao.Uin));
        var admin = (await AdminDocument.ReadAsync(_server)).Operations.Where(one => one.Method == HttpMethod.Get && one.IsOfAdmin)
            .Select(one => "admin/api/v1/" + one.For(_lin.Uin));
        string[] reads = ["", "admin/", "face/7.svg", "health", .. api, .. admin];
        Assert.InRange(reads.Length, 30, 1000);
        string[] streams =
            [$"{_server.Web}api/v1/events", $"{_server.Web}api/v1/listen", $"{_server.Web}admin/", $"http://{_server.Wire}/"];
        Assert.Empty(await browser.Page.EvaluateFunctionAsync<string[]>(
            ForeignScript.Read, reads.Select(path => $"{_server.Web}{path}").ToArray(), streams));
        // Who has a stream is online: none was begun for it.
        Assert.Equal("offline", (await _people[1].Client.AskAsync(HttpMethod.Get, $"people/{_lin.Uin}")).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task None_of_the_pages_is_shown_in_a_frame_or_speaks_with_who_opened_it(string host)
    {
        await using var browser = await SignInTwiceAsync();
        await browser.Page.GoToAsync($"http://{host}:{_site.Port}/");
        string[] pages = ["", "#/settings", "admin/", "admin/#/accounts"];
        foreach (var page in pages)
            Assert.Equal("", await browser.Page.EvaluateFunctionAsync<string>(ForeignScript.Frame, $"{_server.Web}{page}"));
        // What may be shown in a frame is: the browser refuses the others because they say so.
        await browser.Page.EvaluateFunctionAsync<string>(ForeignScript.Frame, $"http://localhost:{_site.Port}/framed");
        await browser.Page.WaitForFrameAsync(frame => frame.Url.EndsWith("/framed", StringComparison.Ordinal));
        Assert.Equal([.. pages.Select(_ => "chrome-error://chromewebdata/"), $"http://localhost:{_site.Port}/framed"],
            browser.Page.MainFrame.ChildFrames.Select(frame => frame.Url));
        // A page in a window of its own is the person's: whoever looks at it is online, which a client of HTTP QQ is in any case.
        await LogInAsync();
        var before = await StateAsync();
        foreach (var page in pages)
            await browser.Page.EvaluateFunctionAsync(ForeignScript.Open, $"{_server.Web}{page}");
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task A_name_that_begins_to_mean_this_server_is_signed_in_as_nobody()
    {
        await using var browser = await SignInTwiceAsync();
        var address = $"http://rebound.test:{_server.Web.Port}/";
        var before = await StateAsync();
        await browser.Page.GoToAsync(address);
        await browser.WaitForOneAsync("#password");
        var writes = (await WritesAsync())
            .Select(one => one with { url = one.url.Replace($"{_server.Web}", address, StringComparison.Ordinal) });
        var got = await browser.Page.EvaluateFunctionAsync<string[]>("""
            writes => Promise.all(writes.map(async ({ method, url, body }) => {
              const answer = await fetch(url, { method, body, headers: { "Content-Type": "application/json" } });
              return `${answer.status} ${method} ${url}`;
            }))
            """, (object)writes.Where(one => one.url.Contains("/api/", StringComparison.Ordinal) && !Open.IsMatch(one.url)).ToArray());
        Assert.All(got, one => Assert.Matches("^(401|403) ", one));
        await browser.Page.GoToAsync($"http://rebound.test:{_server.Wire.Port}/");
        var wire = await browser.Page.EvaluateFunctionAsync<string>(
            "async body => (await fetch('/', { method: 'POST', body })).text()", _lin.Body("CLTMSG", $"&UN={_bao.Uin}&MG={Mark}"));
        Assert.EndsWith("&RES=20", wire, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());
        Assert.Empty(await _bao.FetchAsync());
    }

    // The client of 2005 logs in. Its friend is told so; before that, more may wait for the friend the next time one looks.
    private async Task LogInAsync()
    {
        Assert.Contains("RS=0", await _lin.LoginAsync(), StringComparison.Ordinal);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!Array.Exists(await _bao.FetchAsync(), item => item.StartsWith(StatusChanged, StringComparison.Ordinal)))
            patience.Token.ThrowIfCancellationRequested();
        Assert.Empty(await _bao.FetchAsync());
    }

    // Signs in at both pages, in one browser, as somebody who has left them open would be.
    private async Task<PageBrowser> SignInTwiceAsync()
    {
        var browser = await PageBrowser.OpenAsync(_server);
        await browser.Page.EvaluateFunctionAsync("""
            async asked => {
              for (const { url, body } of asked)
                if (!(await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body })).ok) throw new Error(url);
            }
            """, (object)new[]
        {
            new Sent("POST", "/api/v1/session", $$"""{"uin":{{_lin.Uin}},"password":"{{_lin.Password}}"}"""),
            new Sent("POST", "/admin/api/v1/session", $$"""{"uin":{{_root.Uin}},"password":"{{_root.Password}}"}"""),
            new Sent("POST", "/admin/api/v1/session/confirm", $$"""{"password":"{{_root.Password}}"}"""),
        });
        return browser;
    }

    private async Task IsSignedInTwiceAsync(PageBrowser browser)
    {
        await browser.Page.GoToAsync($"{_server.Web}admin/");
        await browser.WaitForAsync(".navlist", $"{_root.Uin}");
        await browser.Page.GoToAsync($"{_server.Web}");
        await browser.WaitUntilConnectedAsync();
    }

    // All that changes something: every operation of both APIs, and what a client of HTTP QQ sends.
    private async Task<Sent[]> WritesAsync()
    {
        var own = new List<Sent>();
        foreach (var operation in (await ApiDocument.ReadAsync(_server)).Operations.Where(one => one.Method != HttpMethod.Get))
            own.Add(new(operation.Method.Method, $"{_server.Web}api/v1/{operation.For(_bao.Uin)}",
                operation.Body(_bao.Uin) is { } body ? await body.ReadAsStringAsync(TestContext.Current.CancellationToken) : "",
                s_forms.Contains(operation.Path)));
        var admin = (await AdminDocument.ReadAsync(_server)).Operations.Where(one => one.IsOfAdmin && one.Method != HttpMethod.Get)
            .Select(one => new Sent(one.Method.Method, $"{_server.Web}admin/api/v1/{one.For(_lin.Uin)}", one.TakesBody ? "{}" : ""));
        var acts = s_acts.Select(act => new Sent(act.Method, $"{_server.Web}admin/api/v1/{act.Path}", act.Body, act.Method == "POST"));
        string[] wire =
            [_lin.Body("CLTMSG", $"&UN={_bao.Uin}&MG={Mark}"), _lin.Body("Del_From_List", $"&UN={_bao.Uin}"), _lin.Body("Logout")];
        return [.. own, .. admin, .. acts, .. wire.Select(body => new Sent("POST", $"http://{_server.Wire}/", body, form: true))];
    }

    // All that could have been changed, as its owners see it.
    private async Task<string> StateAsync()
    {
        var state = new StringBuilder();
        string[] own = ["me", "tokens", "me/app-passwords", "friends", "requests/in", "requests/out", "blocked", "muted", "conversations",
            "push/subscriptions"];
        foreach (var (who, client) in _people)
            foreach (var path in own)
                state.AppendLine($"{who.Uin} {path} {await client.AskAsync(HttpMethod.Get, path)}");
        string[] admin = ["accounts?limit=100", "invitations", "announcements", "reserved-numbers", "deleted-numbers", "backups",
            "administrators", $"audit?who={_root.Uin}", "audit?who=link"];
        foreach (var path in admin)
            state.AppendLine($"{path} {await _server.GetAsync(path)}");
        // The legacy client is where it was.
        state.AppendLine(await _lin.ResultAsync("List"));
        // To look at it is to use it.
        return LastSeen.Replace(state.ToString(), "");
    }

    // In the letters of the script that sends it.
    private sealed record Sent(string method, string url, string body, bool form = false);
}
