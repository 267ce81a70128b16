using System.Net;
using System.Text.Json;
using OtpNet;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>
/// Administrators, their rights, their second factors and the audit log come back from a backup; links and sessions do not.
/// </summary>
public sealed class AdministratorBackupTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private long _lastStep;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Roles_factors_and_the_audit_log_are_the_same_after_a_restore_and_old_links_and_sessions_open_nothing()
    {
        Person anna, bao;
        string secret, link, cookie, before, log;
        string[] recovery;
        await using (var server = await LocalServer.StartAsync(_directory.At("data")))
        {
            (anna, bao) = (await server.AddPersonAsync(nick: "Anna"), await server.AddPersonAsync(nick: "阿宝"));
            using var admin = await AdminBrowser.SignInAsync(anna, isConfirmed: true);
            using var reader = await AdminBrowser.SignInAsync(bao, "read-only");
            secret = (await admin.AskAsync(HttpMethod.Post, "totp")).GetProperty("secret").GetString()!;
            recovery = [.. (await admin.AskAsync(HttpMethod.Post, "totp/on", new { code = NextCode(secret) })).GetProperty("recoveryCodes")
                .EnumerateArray().Select(code => code.GetString()!)];
            using var other = new AdminBrowser(server, anna.From);
            await other.SignInAsync(anna, recovery[0]);
            await admin.AskAsync(HttpMethod.Post, "session/confirm", new { password = anna.Password });
            link = (await admin.AskAsync(HttpMethod.Post, "administrators/link", status: HttpStatusCode.Created)).Text("code");
            (cookie, before) = (other.Cookie!, Roles(await server.GetAsync("administrators")));
            log = await LogAsync(admin);
            Assert.Equal(0, (await TqqProgram.RunAsync(["backup", _directory.At("backup"), "--data", server.Data])).ExitCode);
        }

        Assert.Contains($"{anna.Uin} full True, {bao.Uin} read-only False", before, StringComparison.Ordinal);
        Assert.Equal(0, (await TqqProgram.RunAsync(["restore", _directory.At("backup"), "--data", _directory.At("restored")])).ExitCode);
        await using var restored = await LocalServer.StartAsync(_directory.At("restored"));
        Assert.Equal(before, Roles(await restored.GetAsync("administrators")));
        using var browser = new AdminBrowser(restored, anna.From) { Cookie = cookie };
        Assert.Equal("401 /errors/not-signed-in", await browser.RefusalAsync(HttpMethod.Get, "session"));
        Assert.Equal("403 /errors/no-link", await browser.RefusalAsync(
            HttpMethod.Post, "first", new { code = link, nick = "Cui", password = "correct horse" }));

        // What was used before is used: the last code, and a recovery code.
        Assert.Equal("401 /errors/code-needed", await TryAsync(browser, anna, null));
        Assert.Equal("401 /errors/wrong-code", await TryAsync(browser, anna, LastCode(secret)));
        Assert.Equal("401 /errors/wrong-code", await TryAsync(browser, anna, recovery[0]));
        var shown = await browser.SignInAsync(anna, NextCode(secret));
        Assert.Equal(("full", true, 9), (shown.Text("role"), shown.GetProperty("totp").GetBoolean(),
            shown.GetProperty("recoveryCodes").GetInt32()));

        // The chain goes on where it was.
        Assert.StartsWith(log, await LogAsync(browser), StringComparison.Ordinal);
        Assert.True((await browser.AskAsync(HttpMethod.Get, "audit/verify")).GetProperty("ok").GetBoolean());

        using var reading = new AdminBrowser(restored, bao.From);
        await reading.SignInAsync(bao);
        Assert.Equal("403 /errors/not-allowed", await reading.RefusalAsync(HttpMethod.Post, $"accounts/{anna.Uin}/kick"));
        // The own password of neither opens the wire.
        foreach (var person in new[] { anna, bao })
            Assert.Contains("&RES=0&RS=1", await new Person(restored, person.Uin, person.Password).LoginAsync(), StringComparison.Ordinal);
    }

    private static string Roles(JsonElement administrators) => string.Join(", ", administrators.GetProperty("administrators")
        .EnumerateArray().Select(one => $"{one.Text("uin")} {one.Text("role")} {one.Text("totp")}").Order(StringComparer.Ordinal))
        + administrators.Each("administrators", "since").Aggregate("", (all, since) => $"{all} {since}");

    // What stands in the log, with its hashes.
    private static async Task<string> LogAsync(AdminBrowser admin)
    {
        using var answer = await admin.CallAsync(HttpMethod.Get, "audit/export");
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static Task<string> TryAsync(AdminBrowser browser, Person person, string? code) =>
        browser.RefusalAsync(HttpMethod.Post, "session", new { uin = person.Uin, password = person.Password, code });

    // A code that was not used yet, of this half minute or of the one after it: the server takes both.
    private string NextCode(string secret)
    {
        _lastStep = Math.Max(_lastStep + 1, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
        return LastCode(secret);
    }

    private string LastCode(string secret) =>
        new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(DateTimeOffset.FromUnixTimeSeconds(30 * _lastStep).UtcDateTime);
}
