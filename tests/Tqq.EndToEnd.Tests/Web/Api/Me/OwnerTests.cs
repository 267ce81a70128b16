using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api.Me;

/// <summary>What only whoever knows the password does: a new one, app passwords, export, deletion.</summary>
public sealed class OwnerTests(SharedServer shared)
{
    private const string New = "battery staple";

    [Fact]
    public async Task A_new_password_ends_all_other_sessions_and_opens_the_account_from_then_on()
    {
        var person = await shared.Server.AddOnlineAsync();
        using var page = await ApiClient.SignInAsync(person);
        using var other = await ApiClient.SignInAsync(person);
        await page.AskAsync(HttpMethod.Put, "me/password", new { current = person.Password, @new = New }, HttpStatusCode.NoContent);
        await page.AskAsync(HttpMethod.Get, "me");
        Assert.Equal("401 /errors/not-signed-in", await other.RefusalAsync(HttpMethod.Get, "me"));
        Assert.Equal("20", await person.ResultAsync("List"));
        Assert.Equal("401 /errors/wrong-password",
            await other.RefusalAsync(HttpMethod.Post, "session", new { uin = person.Uin, password = person.Password }));
        await other.AskAsync(HttpMethod.Post, "session", new { uin = person.Uin, password = New }, HttpStatusCode.Created);
    }

    [Fact]
    public async Task Without_the_password_of_now_nothing_is_changed_and_the_failures_count_as_those_of_logins()
    {
        var person = await shared.Server.AddPersonAsync();
        using var page = await ApiClient.SignInAsync(person);
        Assert.Equal("403 /errors/not-the-password",
            await page.RefusalAsync(HttpMethod.Put, "me/password", new { current = "wrong", @new = New }));
        Assert.Equal("403 /errors/not-the-password", await page.RefusalAsync(HttpMethod.Delete, "me", new { password = "wrong" }));
        foreach (var body in new object[] { new { current = person.Password, @new = "7 chars" }, new { current = person.Password },
            new { @new = New } })
            Assert.Equal("400 /errors/bad-input", await page.RefusalAsync(HttpMethod.Put, "me/password", body));
        Assert.Equal("400 /errors/bad-input", await page.RefusalAsync(HttpMethod.Delete, "me", new { }));
        await ApiClient.SignInAsync(person);
    }

    [Fact]
    public async Task An_app_password_is_shown_once_opens_the_wire_and_is_taken_back()
    {
        var person = await shared.Server.AddPersonAsync();
        using var page = await ApiClient.SignInAsync(person);
        var made = await page.AskAsync(HttpMethod.Post, "me/app-passwords", new { name = "phone" }, HttpStatusCode.Created);
        var phone = new Person(shared.Server, person.Uin, made.GetProperty("password").GetString()!);
        Assert.Contains("&RS=0", await phone.LoginAsync(), StringComparison.Ordinal);
        var known = Assert.Single((await page.AskAsync(HttpMethod.Get, "me/app-passwords")).GetProperty("appPasswords").EnumerateArray());
        Assert.Equal(("1", "phone", phone.From.ToString()), (known.GetProperty("id").GetString(), known.GetProperty("name").GetString(),
            known.GetProperty("lastUsedFrom").GetString()));
        Assert.False(known.TryGetProperty("password", out _));
        await page.AskAsync(HttpMethod.Delete, "me/app-passwords/1", status: HttpStatusCode.NoContent);
        Assert.Equal("20", await phone.ResultAsync("List"));
        Assert.Equal("404 /errors/missing", await page.RefusalAsync(HttpMethod.Delete, "me/app-passwords/1"));
        for (var at = 0; at < 16; at++)
            await page.AskAsync(HttpMethod.Post, "me/app-passwords", new { }, HttpStatusCode.Created);
        Assert.Equal("409 /errors/too-many", await page.RefusalAsync(HttpMethod.Post, "me/app-passwords", new { }));
    }

    [Fact]
    public async Task A_deleted_account_is_gone_from_the_lists_of_others_and_opens_nowhere()
    {
        var (anna, bao) = (await shared.Server.AddPersonAsync("anyone"), await shared.Server.AddOnlineAsync());
        await bao.AskAsync("AddToList", $"&UN={anna.Uin}");
        using var page = await ApiClient.SignInAsync(anna);
        await page.AskAsync(HttpMethod.Delete, "me", new { password = anna.Password }, HttpStatusCode.NoContent);
        Assert.Equal("401 /errors/not-signed-in", await page.RefusalAsync(HttpMethod.Get, "me"));
        Assert.Equal("0&FN=0", await bao.ResultAsync("List"));
        Assert.Contains("&RS=1", await anna.LoginAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_is_a_zip_of_all_that_there_is()
    {
        var (anna, bao) = (await shared.Server.AddPersonAsync("anyone", "安娜"), await shared.Server.AddOnlineAsync(nick: "包"));
        using var page = await ApiClient.SignInAsync(anna);
        await bao.AskAsync("AddToList", $"&UN={anna.Uin}");
        await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=你好");
        await anna.LoginAsync();
        await anna.AskAsync("CLTMSG", $"&UN={bao.Uin}&MG=hi");
        await page.AskAsync(HttpMethod.Put, $"people/{bao.Uin}/mute", status: HttpStatusCode.NoContent);
        using var answer = await page.CallAsync(HttpMethod.Get, "me/export");
        Assert.Equal(("application/zip", $"attachment; filename=\"tqq-{anna.Uin}.zip\""),
            (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.ToString()));
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["account.json", "friends.ndjson", "requests-in.ndjson", "requests-out.ndjson", "blocked.ndjson", "muted.ndjson",
            "sessions.ndjson", "messages.ndjson"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal("安娜", Lines(zip, "account.json").Single().GetProperty("nick").GetString());
        Assert.Equal("包", Lines(zip, "friends.ndjson").Single().GetProperty("nick").GetString());
        Assert.Equal(bao.Uin, Lines(zip, "muted.ndjson").Single().GetProperty("uin").GetUInt32());
        Assert.Equal(["wire", "program"], Lines(zip, "sessions.ndjson").Select(line => line.GetProperty("kind").GetString()));
        Assert.Equal(["sent hi", "text 你好"], Lines(zip, "messages.ndjson")
            .Select(line => $"{line.GetProperty("kind").GetString()} {line.GetProperty("text").GetString()}"));
    }

    private static JsonElement[] Lines(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
