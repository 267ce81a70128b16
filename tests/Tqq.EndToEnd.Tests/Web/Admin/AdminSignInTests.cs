using System.Net;
using OtpNet;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>How an administrator signs in, with and without a second factor, and what that does to the account.</summary>
public sealed class AdminSignInTests(SharedServer shared)
{
    private readonly DateTime _began = DateTime.UtcNow;

    [Fact]
    public async Task Who_signs_in_is_shown_and_keeps_a_cookie_that_no_script_and_no_other_site_sees()
    {
        var person = await shared.Server.AddPersonAsync(nick: "小红");
        await AdminBrowser.AppointAsync(person);
        using var browser = new AdminBrowser(shared.Server, person.From);
        using var answer = await browser.CallAsync(HttpMethod.Post, "session", new { uin = person.Uin, password = person.Password });
        Assert.Matches("^tqq-admin=[A-Za-z0-9_-]{43}; path=/; samesite=strict; httponly$",
            Assert.Single(answer.Headers.GetValues("Set-Cookie")));
        var shown = await browser.SignInAsync(person);
        Assert.Equal((person.Uin, "小红", "full", false), (shown.GetProperty("uin").GetUInt32(), shown.GetProperty("nick").GetString(),
            shown.GetProperty("role").GetString(), shown.GetProperty("totp").GetBoolean()));
        Assert.False(shown.TryGetProperty("confirmedUntil", out _));
        await browser.AskAsync(HttpMethod.Post, "session/confirm", new { password = person.Password });
        Assert.True((await browser.AskAsync(HttpMethod.Get, "session")).TryGetProperty("confirmedUntil", out _));
        var signedOut = await browser.CallAsync(HttpMethod.Delete, "session");
        Assert.StartsWith("tqq-admin=; expires=Thu, 01 Jan 1970", Assert.Single(signedOut.Headers.GetValues("Set-Cookie")),
            StringComparison.Ordinal);
        Assert.Equal("401 /errors/not-signed-in", await browser.RefusalAsync(HttpMethod.Get, "session"));
    }

    [Fact]
    public async Task Number_and_password_of_no_administrator_or_a_wrong_one_are_refused_alike()
    {
        var (ordinary, person) = (await shared.Server.AddPersonAsync(), await shared.Server.AddPersonAsync());
        await AdminBrowser.AppointAsync(person);
        using var browser = new AdminBrowser(shared.Server, ordinary.From);
        foreach (var (uin, password) in new[] { (ordinary.Uin, ordinary.Password), (person.Uin, "wrong"), (4_000_000_000, "x") })
            Assert.Equal("401 /errors/wrong-password", await browser.RefusalAsync(HttpMethod.Post, "session", new { uin, password }));
    }

    [Fact]
    public async Task An_administrator_whose_account_is_disabled_is_told_so_and_nobody_else_of_any_account()
    {
        var (ordinary, person) = (await shared.Server.AddPersonAsync(), await shared.Server.AddPersonAsync());
        await AdminBrowser.AppointAsync(person);
        using var browser = new AdminBrowser(shared.Server, person.From);
        foreach (var one in new[] { ordinary, person })
            (await shared.Server.AdminAsync(HttpMethod.Post, $"accounts/{one.Uin}/disable")).Dispose();
        Assert.Equal("403 /errors/account-disabled", await SignInAsync(browser, person, null));
        Assert.Equal("401 /errors/wrong-password", await SignInAsync(browser, ordinary, null));
        person.Password = "wrong";
        Assert.Equal("401 /errors/wrong-password", await SignInAsync(browser, person, null));
    }

    [Fact]
    public async Task An_administrators_own_password_opens_the_wire_no_more_and_nothing_sets_it_so()
    {
        var person = await shared.Server.AddOnlineAsync();
        using var owner = await ApiClient.SignInAsync(person);
        await AdminBrowser.AppointAsync(person);
        Assert.Equal("20", await person.ResultAsync("List", "&TN=1"));
        Assert.Equal("401 /errors/not-signed-in", await owner.RefusalAsync(HttpMethod.Get, "me"));
        Assert.Contains("&RES=0&RS=1", await person.LoginAsync(), StringComparison.Ordinal);
        using var again = await ApiClient.SignInAsync(person);
        Assert.Equal("409 /errors/of-administrator",
            await again.RefusalAsync(HttpMethod.Patch, "me", new { settings = new { wireLogin = "password" } }));
        Assert.Equal("409 /errors/of-administrator",
            await again.RefusalAsync(HttpMethod.Delete, "me", new { password = person.Password }));
        using var token = await shared.Server.AdminAsync(HttpMethod.Patch, $"accounts/{person.Uin}", new { wireLogin = "password" });
        Assert.Equal(HttpStatusCode.Conflict, token.StatusCode);
        using var deletion = await shared.Server.AdminAsync(HttpMethod.Delete, $"accounts/{person.Uin}");
        Assert.Equal(HttpStatusCode.Conflict, deletion.StatusCode);
        using var off = await shared.Server.AdminAsync(HttpMethod.Patch, $"accounts/{person.Uin}", new { wireLogin = "off" });
        Assert.Equal(HttpStatusCode.OK, off.StatusCode);
    }

    [Fact]
    public async Task A_second_factor_is_on_after_one_right_code_and_asked_for_at_every_door()
    {
        var person = await shared.Server.AddPersonAsync();
        using var admin = await AdminBrowser.SignInAsync(person, isConfirmed: true);
        var made = await admin.AskAsync(HttpMethod.Post, "totp");
        var secret = made.GetProperty("secret").GetString()!;
        Assert.StartsWith($"otpauth://totp/Tqq:{person.Uin}?secret={secret}&", made.GetProperty("uri").GetString(),
            StringComparison.Ordinal);
        Assert.Equal("403 /errors/not-the-code", await admin.RefusalAsync(HttpMethod.Post, "totp/on", new { code = "abc" }));
        await admin.SignInAsync(person);
        await admin.AskAsync(HttpMethod.Post, "session/confirm", new { password = person.Password });
        var recovery = (await admin.AskAsync(HttpMethod.Post, "totp/on", new { code = Code(secret, 0) })).GetProperty("recoveryCodes")
            .EnumerateArray().Select(code => code.GetString()!).ToList();
        Assert.Equal(10, recovery.Distinct().Count());
        Assert.Equal("409 /errors/refused", await admin.RefusalAsync(HttpMethod.Post, "totp"));

        using var other = new AdminBrowser(shared.Server, person.From);
        Assert.Equal("401 /errors/code-needed", await SignInAsync(other, person, null));
        Assert.Equal("401 /errors/wrong-code", await SignInAsync(other, person, Code(secret, 0)));
        var shown = await other.SignInAsync(person, Code(secret, 1));
        Assert.Equal((true, 10), (shown.GetProperty("totp").GetBoolean(), shown.GetProperty("recoveryCodes").GetInt32()));
        Assert.Equal("401 /errors/wrong-code", await SignInAsync(other, person, Code(secret, 1)));

        using var device = new ApiClient(shared.Server, person.From);
        Assert.Equal("401 /errors/code-needed", await OnDeviceAsync(device, person, null));
        Assert.Equal("401 /errors/wrong-code", await OnDeviceAsync(device, person, Code(secret, 1)));
        await device.AskAsync(HttpMethod.Post, "session",
            new { uin = person.Uin, password = person.Password, token = true, code = recovery[0] }, HttpStatusCode.Created);
        Assert.Equal("401 /errors/wrong-code", await OnDeviceAsync(device, person, recovery[0]));

        Assert.Equal("403 /errors/not-the-code", await other.RefusalAsync(HttpMethod.Post, "totp/off",
            new { password = person.Password, code = recovery[0] }));
        await other.AskAsync(HttpMethod.Post, "totp/off", new { password = person.Password, code = recovery[1] }, HttpStatusCode.NoContent);
        Assert.False((await other.SignInAsync(person)).GetProperty("totp").GetBoolean());
    }

    [Fact]
    public async Task An_administrator_resets_anothers_second_factor_and_not_the_own()
    {
        var (anna, bao) = (await shared.Server.AddPersonAsync(), await shared.Server.AddPersonAsync());
        using var admin = await AdminBrowser.SignInAsync(anna, isConfirmed: true);
        using var other = await AdminBrowser.SignInAsync(bao, isConfirmed: true);
        var secret = (await other.AskAsync(HttpMethod.Post, "totp")).GetProperty("secret").GetString()!;
        await other.AskAsync(HttpMethod.Post, "totp/on", new { code = Code(secret, 0) });
        Assert.Equal("409 /errors/refused", await other.RefusalAsync(HttpMethod.Delete, $"administrators/{bao.Uin}/totp"));
        await admin.AskAsync(HttpMethod.Delete, $"administrators/{bao.Uin}/totp", status: HttpStatusCode.NoContent);
        await other.SignInAsync(bao);
    }

    [Fact]
    public async Task Whoever_guessed_too_many_codes_is_told_so_and_when_the_next_is_looked_at()
    {
        var person = await shared.Server.AddPersonAsync();
        using var admin = await AdminBrowser.SignInAsync(person, isConfirmed: true);
        var secret = (await admin.AskAsync(HttpMethod.Post, "totp")).GetProperty("secret").GetString()!;
        await admin.AskAsync(HttpMethod.Post, "totp/on", new { code = Code(secret, 0) });
        for (var guess = 0; guess < 5; guess++)
            Assert.Equal("403 /errors/not-the-code",
                await admin.RefusalAsync(HttpMethod.Post, "totp/off", new { password = person.Password, code = Code(secret, 0) }));
        using var refused = await admin.CallAsync(HttpMethod.Post, "totp/off", new { password = person.Password, code = Code(secret, 1) });
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromMinutes(5)), (refused.StatusCode, refused.Headers.RetryAfter!.Delta));
        Assert.Contains("too many wrong codes", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_are_guessed_five_times_and_then_one_every_five_minutes()
    {
        var person = await shared.Server.AddPersonAsync();
        using var admin = await AdminBrowser.SignInAsync(person, isConfirmed: true);
        await admin.AskAsync(HttpMethod.Post, "totp");
        for (var guess = 0; guess < 5; guess++)
            Assert.Equal("403 /errors/not-the-code", await admin.RefusalAsync(HttpMethod.Post, "totp/on", new { code = "000000x" }));
        // Whoever guessed so often is not let in by the right one, either.
        var secret = (await admin.AskAsync(HttpMethod.Post, "totp")).GetProperty("secret").GetString()!;
        Assert.Equal("403 /errors/not-the-code", await admin.RefusalAsync(HttpMethod.Post, "totp/on", new { code = Code(secret, 0) }));
    }

    // A code of the half minute in which the test began, or of the one after it: the server takes both, and nobody waits.
    private string Code(string secret, int stepsAhead) =>
        new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(_began.AddSeconds(30 * stepsAhead));

    private static Task<string> SignInAsync(AdminBrowser browser, Person person, string? code) =>
        browser.RefusalAsync(HttpMethod.Post, "session", new { uin = person.Uin, password = person.Password, code });

    private static Task<string> OnDeviceAsync(ApiClient device, Person person, string? code) => device.RefusalAsync(
        HttpMethod.Post, "session", new { uin = person.Uin, password = person.Password, token = true, code });
}
