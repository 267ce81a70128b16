using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>What the audit log says of what administrators do.</summary>
public sealed class AuditLogTests : Administration
{
    private static readonly Dictionary<string, string> Fields = new() { ["RN"] = "包" };

    [Fact]
    public async Task What_is_done_is_written_before_it_is_answered_with_who_from_where_on_whom_and_no_secret()
    {
        var (anna, bao) = (await Server.AddPersonAsync(), await Server.AddPersonAsync());
        using var admin = await AdminBrowser.SignInAsync(anna, isConfirmed: true);
        await admin.AskAsync(HttpMethod.Put, $"accounts/{bao.Uin}/password", new { password = "a new secret" }, HttpStatusCode.NoContent);
        await admin.AskAsync(HttpMethod.Patch, $"accounts/{bao.Uin}", new { whoMayAdd = "anyone", fields = Fields });
        Assert.Equal("404 /errors/missing", await admin.RefusalAsync(HttpMethod.Post, "accounts/4000000000/kick?devices=true"));
        Assert.Equal("403 /errors/not-allowed", await WithoutRightAsync(bao));
        var lines = await LinesAsync();
        Assert.Equal(
            [
                $"token 127.0.0.1 account.create {anna.Uin} nick=\"Hackfan 好\" whoMayAdd=\"verify\" done",
                $"token 127.0.0.1 account.create {bao.Uin} nick=\"Hackfan 好\" whoMayAdd=\"verify\" done",
                $"token 127.0.0.1 administrator.add {anna.Uin} role=\"full\" done",
                $"{anna.Uin} {anna.From} session.open - - done",
                $"{anna.Uin} {anna.From} session.confirm - - done",
                $"{anna.Uin} {anna.From} account.password {bao.Uin} - done",
                $"{anna.Uin} {anna.From} account.edit {bao.Uin} whoMayAdd=\"anyone\"; fields RN done",
                $"{anna.Uin} {anna.From} account.kick 4000000000 ?devices=true refused 404",
            ], lines.Take(8));
        Assert.Equal(lines.Where(line => line.StartsWith($"{anna.Uin} ", StringComparison.Ordinal)), await LinesAsync($"&who={anna.Uin}"));
        Assert.Equal([lines[5]], await LinesAsync("&act=account.pass"));
        // A number is found as who acted, and as on whom.
        Assert.Equal(lines.Where(line => line.Contains($"{bao.Uin}", StringComparison.Ordinal)), await LinesAsync($"&text={bao.Uin}"));
        Assert.Equal(lines.Where(line => line.Contains("4000000000", StringComparison.Ordinal)), await LinesAsync("&text=REFUSED%20404"));
        var export = await admin.CallAsync(HttpMethod.Get, "audit/export");
        var text = await export.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        foreach (var secret in new[] { anna.Password, bao.Password, "a new secret", admin.Cookie!.Split('=')[1] })
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        var csv = await (await admin.CallAsync(HttpMethod.Get, "audit/export?format=csv")).Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken);
        Assert.Equal(text.Split('\n').Length + 1, csv.Split("\r\n").Length);
        var filtered = await (await admin.CallAsync(HttpMethod.Get, $"audit/export?act=account.kick&who={anna.Uin}")).Content
            .ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, filtered.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var verdict = await admin.AskAsync(HttpMethod.Get, "audit/verify");
        Assert.Equal((true, 1L), (verdict.GetProperty("ok").GetBoolean(), verdict.GetProperty("first").GetInt64()));
        Assert.EndsWith($"\"hash\":\"{verdict.GetProperty("head").GetString()}\"}}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_stands_as_it_was_meant_and_no_character_is_cut_in_two()
    {
        var person = await Server.AddPersonAsync();
        foreach (var reason in new[] { "😀 \"好\" <&'>\u200b", string.Concat(Enumerable.Repeat("😀", 300)) })
        {
            // The second one is refused for its length, and stands in the log all the same.
            using var done = await Server.AdminAsync(HttpMethod.Post, $"accounts/{person.Uin}/disable",
                System.Net.Http.Json.JsonContent.Create(new { reason }));
        }

        var lines = await LinesAsync("&act=account.disable");
        Assert.Contains(lines, line => line.Contains("reason=\"😀 \\\"好\\\" <&'>", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains($"\"{string.Concat(Enumerable.Repeat("😀", 249))}…", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_app_password_asks_for_the_password_again_and_is_told_to_its_account_by_10000()
    {
        var (anna, bao) = (await Server.AddPersonAsync(), await Server.AddPersonAsync());
        using var admin = await AdminBrowser.SignInAsync(anna);
        var path = $"accounts/{bao.Uin}/app-passwords";
        Assert.Equal("403 /errors/confirm-password", await admin.RefusalAsync(HttpMethod.Post, path, new { name = "phone" }));
        await admin.AskAsync(HttpMethod.Post, "session/confirm", new { password = anna.Password });
        await admin.AskAsync(HttpMethod.Post, path, new { name = "phone" }, HttpStatusCode.Created);
        await bao.LoginAsync();
        Assert.Contains("10000", await bao.AskAsync("GetMsgEx"), StringComparison.Ordinal);
        Assert.Equal([$"{anna.Uin} {anna.From} app-password.add {bao.Uin} name=\"phone\"; app password 1 done"],
            await LinesAsync("&act=app-password"));
    }

    [Fact]
    public async Task The_log_says_on_whom_and_what_was_made_however_the_body_is_spelled()
    {
        var anna = await Server.AddPersonAsync();
        using var admin = await AdminBrowser.SignInAsync(anna, isConfirmed: true);
        var (bao, chen) = (TestServer.NextUin(), 3_000_000_001U);
        await admin.AskAsync(HttpMethod.Post, "administrators", Json(
            $"\uFEFF{{ \"uin\": {bao},\r\n \"role\": \"f\\u0075ll\", \"password\": \"correct horse\", \"nick\": \"Bao\" }}"),
            HttpStatusCode.Created);
        var given = (await admin.AskAsync(HttpMethod.Post, "accounts", new { nick = "Dai" }, HttpStatusCode.Created)).GetProperty("uin");
        await admin.AskAsync(HttpMethod.Post, "accounts/csv", new StringContent($"nick,uin\nChen,{chen}\nDai,{chen + 1}", null, "text/csv"),
            HttpStatusCode.Created);
        var invitation = await admin.AskAsync(HttpMethod.Post, "invitations", new { uses = 2 }, HttpStatusCode.Created);
        await admin.RefusalAsync(HttpMethod.Post, "accounts", new { nick = new string('x', 10_000) });
        var lines = (await LinesAsync($"&who={anna.Uin}")).Skip(2).ToArray();
        Assert.Equal(
            [
                $"{anna.Uin} {anna.From} administrator.add {bao} role=\"full\" nick=\"Bao\" done",
                $"{anna.Uin} {anna.From} account.create {given} nick=\"Dai\" done",
                $"{anna.Uin} {anna.From} account.import - 2 accounts: {chen}-{chen + 1} done",
                $"{anna.Uin} {anna.From} invitation.create {invitation.GetProperty("id")} uses=2 done",
            ], lines.Take(4));
        Assert.InRange(lines[4].Length, 500, 700);
    }

    private static StringContent Json(string text) => new(text, null, "application/json");

    private static async Task<string> WithoutRightAsync(Person person)
    {
        await AdminBrowser.AppointAsync(person, "read-only");
        using var reader = new AdminBrowser(person.Server, person.From);
        await reader.SignInAsync(person);
        return await reader.RefusalAsync(HttpMethod.Post, $"accounts/{person.Uin}/kick");
    }
}
