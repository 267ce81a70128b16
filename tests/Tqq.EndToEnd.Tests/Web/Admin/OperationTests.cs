using System.Net;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;
using Tqq.Server.Storage.Sqlite.Backups;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>What an administrator sees and does of the server itself: settings, store, backups, numbers, invitations.</summary>
public sealed class OperationTests
{
    [Fact]
    public async Task The_settings_in_force_say_their_values_and_who_says_so()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--penalty", "0");
        var settings = (await server.GetAsync("settings")).GetProperty("settings").EnumerateArray().ToDictionary(one => one.Text("name"));
        var penalty = settings["penalty"];
        Assert.Equal(("0", "20s", "command-line", "--penalty", "True"), (penalty.Text("value"), penalty.Text("default"),
            penalty.Text("source"), penalty.Text("where"), penalty.Text("canChange")));
        Assert.Equal(("60s", "default", ""),
            (settings["heartbeat"].Text("value"), settings["heartbeat"].Text("source"), settings["heartbeat"].Text("where")));
    }

    [Fact]
    public async Task A_backup_is_made_while_the_server_runs_verified_listed_and_can_be_restored()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"));
        await server.AddPersonAsync();
        var begun = await server.AskAsync(HttpMethod.Post, "backups", HttpStatusCode.Accepted);
        var page = await MadeAsync(server);
        var backup = Assert.Single(page.GetProperty("backups").EnumerateArray());
        Assert.Equal((begun.Text("name"), "True", "1"), (backup.Text("name"), backup.Text("verified"), backup.Text("accounts")));
        Assert.Equal(Path.Combine(server.Data, "backups"), page.Text("directory"));
        var store = await server.GetAsync("store");
        Assert.Equal(backup.Text("name"), store.GetProperty("lastBackup").Text("name"));
        Assert.Equal(("[]", "0"), (store.Text("damage"), store.Text("oldestUncommittedSeconds")));
        Assert.True(store.GetProperty("bytes").GetInt64() > 0 && store.GetProperty("freeBytes").GetInt64() > 0);
        var (facts, _) = StoreRestore.Restore(Path.Combine(page.Text("directory"), backup.Text("name")), directory.At("other"),
            replace: false, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        Assert.Equal(1, facts.Accounts);
    }

    [Fact]
    public async Task Reserved_numbers_are_given_to_nobody_who_registers_and_those_of_the_deleted_can_be_given_free()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--registration", "open", "--rate-registration", "off");
        await server.AskAsync(
            HttpMethod.Post, "reserved-numbers", HttpStatusCode.Created, new { from = 50_000, to = 50_999, note = "staff" });
        Assert.Equal("50000 to 50999 are reserved already: give numbers that are not among them, or free them first",
            await server.RefusedAsync(HttpMethod.Post, "reserved-numbers", HttpStatusCode.Conflict, new { from = 50_500 }));
        Assert.Equal("to is 10001, but must be at least from, which is 10002",
            await server.RefusedAsync(HttpMethod.Post, "reserved-numbers", HttpStatusCode.BadRequest, new { from = 10_002, to = 10_001 }));
        Assert.Equal(HttpStatusCode.Conflict, await RegisterAsync(server, 50_500));
        await server.AskAsync(HttpMethod.Delete, "reserved-numbers/50000", HttpStatusCode.NoContent);
        Assert.Equal(HttpStatusCode.Created, await RegisterAsync(server, 50_500));
        await server.AskAsync(HttpMethod.Delete, "accounts/50500", HttpStatusCode.NoContent);
        Assert.Equal(HttpStatusCode.Conflict, await RegisterAsync(server, 50_500));
        Assert.Equal("[50500]", (await server.GetAsync("deleted-numbers")).Text("numbers"));
        await server.AskAsync(HttpMethod.Delete, "deleted-numbers/50500", HttpStatusCode.NoContent);
        Assert.Equal(HttpStatusCode.Created, await RegisterAsync(server, 50_500));
        await server.RefusedAsync(HttpMethod.Delete, "deleted-numbers/50500", HttpStatusCode.NotFound);
        await server.RefusedAsync(HttpMethod.Delete, "reserved-numbers/50000", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_reserves_numbers_is_told_how_many_of_them_are_in_use()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"));
        foreach (var uin in (uint[])[50_000, 50_007, 50_020])
            await server.AddPersonAsync(uin: uin);
        foreach (var (body, used) in ((object, string)[])[(new { from = 50_000, to = 50_010 }, "2"), (new { from = 50_020 }, "1"),
            (new { from = 50_011, to = 50_019 }, "")])
            Assert.Equal(used, (await server.AskAsync(HttpMethod.Post, "reserved-numbers", HttpStatusCode.Created, body)).Text("inUse"));
        Assert.All((await server.GetAsync("reserved-numbers")).GetProperty("ranges").EnumerateArray(),
            range => Assert.Equal("", range.Text("inUse")));
    }

    [Fact]
    public async Task An_invitation_shows_its_link_this_once_how_often_it_was_used_and_which_account_was_made_with_it()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(
            directory.At("data"), "--registration", "invite", "--public-url", "https://qq.example.net");
        var made = await server.AskAsync(
            HttpMethod.Post, "invitations", HttpStatusCode.Created, new { name = "Anna", madeBy = "me", uses = 1 });
        Assert.Equal($"https://qq.example.net/#/register/{made.Text("code")}", made.Text("link"));
        Assert.Equal("open", made.Text("state"));
        Assert.Equal(HttpStatusCode.Created, await RegisterAsync(server, 60_000, made.Text("code")));
        var page = await server.GetAsync("invitations");
        var listed = page.GetProperty("invitations")[0];
        Assert.Equal(("invite", "used-up", "1", "", ""),
            (page.Text("registration"), listed.Text("state"), listed.Text("used"), listed.Text("code"), listed.Text("link")));
        Assert.Equal("Anna", (await server.GetAsync("accounts/60000")).GetProperty("invitation").Text("name"));
    }

    private static async Task<HttpStatusCode> RegisterAsync(TestServer server, long uin, string? invitation = null)
    {
        using var http = new HttpClient { BaseAddress = server.Web };
        using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(http, "api/v1/registration",
            new { uin, nick = "n", password = "correct horse battery", invitation }, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    // It is made on a thread of the server's.
    private static async Task<JsonElement> MadeAsync(TestServer server)
    {
        for (; ; )
            if (await server.GetAsync("backups") is var page && page.Text("running").Length == 0)
                return page;
    }
}
