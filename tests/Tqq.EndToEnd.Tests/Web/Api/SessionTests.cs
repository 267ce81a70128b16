using System.Net;
using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>Signing in to the API: programs get a token, browsers a cookie.</summary>
public sealed partial class SessionTests(SharedServer shared)
{
    [Fact]
    public async Task A_program_gets_a_token_which_scanners_can_tell_and_acts_with_it()
    {
        var person = await shared.Server.AddPersonAsync(nick: "小红");
        using var program = await ApiClient.SignInAsync(person);
        Assert.Matches(Token(), program.Token);
        var me = await program.AskAsync(HttpMethod.Get, "me");
        Assert.Equal($$"""{"uin":{{person.Uin}},"nick":"小红","status":"offline"}""", me.GetRawText());
    }

    [Fact]
    public async Task A_browser_gets_a_cookie_that_no_script_reads_and_no_token()
    {
        var person = await shared.Server.AddPersonAsync();
        using var browser = new ApiClient(shared.Server, person.From);
        using var answer = await browser.CallAsync(HttpMethod.Post, "session", new { uin = person.Uin, password = person.Password });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.DoesNotContain(
            "token", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.Matches("^tqq-session=[A-Za-z0-9_-]{43}; max-age=7776000; path=/; samesite=lax; httponly$", cookie);
        await browser.AskAsync(HttpMethod.Get, "me", headers: ("Cookie", cookie.Split(';')[0]));
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    public async Task A_wrong_password_opens_nothing_and_says_not_what_is_wrong(string password)
    {
        var person = await shared.Server.AddPersonAsync();
        using var guesser = new ApiClient(shared.Server, person.From);
        Assert.Equal("401 /errors/wrong-password",
            await guesser.RefusalAsync(HttpMethod.Post, "session", new { uin = person.Uin, password }));
        Assert.Equal("401 /errors/wrong-password",
            await guesser.RefusalAsync(HttpMethod.Post, "session", new { uin = 4_000_000_000, password }));
    }

    [GeneratedRegex("^tq_[0-9A-Za-z]{38}$")]
    private static partial Regex Token();
}
