using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>
/// What is wrong with a form of the page is said at its field, in the page's language and with its label there: what the page sees by
/// itself, and what the server refuses.
/// </summary>
[LongRun]
public sealed class FormTests(PageServer pages) : IClassFixture<PageServer>
{
    private readonly TestServer _server = pages.Server;

    [Theory]
    [InlineData("en", "Numbers have 5 to 10 digits.", "“Password” is empty.", "Number or password is wrong.")]
    [InlineData("zh", "号码是 5 到 10 位数字。", "“密码”还没有填写。", "号码或密码不对。")]
    public async Task The_door_says_what_is_wrong_with_number_and_password(string language, string digits, string empty, string wrong)
    {
        var person = await _server.AddPersonAsync();
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SpeakAsync(language);
        await browser.FillAsync("#password", "a wrong one");
        await browser.ExpectFaultAsync("#uin", "77", digits);
        // Numbers that are pasted often come with blanks.
        await browser.FillAsync("#uin", $" {person.Uin} ");
        await browser.WaitForNoneAsync("[aria-invalid], .door-form .error");
        await browser.ExpectFaultAsync("#password", "", empty);
        await browser.ExpectFaultAsync("#password", "a wrong one", wrong);
        await browser.FillAsync("#password", person.Password);
        await browser.SendAsync("#password");
        await browser.WaitUntilConnectedAsync();
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Theory]
    [InlineData("en", "“Nickname” is empty.", "“Password” needs 8 to 128 characters",
        "This password is among the 10,000 most common ones, which are guessed first. Choose another.")]
    [InlineData("zh", "“昵称”还没有填写。", "“密码”要 8 到 128 个字符", "这个密码是最常见的 10,000 个之一，会最先被猜到。请换一个。")]
    public async Task Somebody_who_registers_is_told_at_nickname_and_password(string language, string empty, string isShort, string common)
    {
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SpeakAsync(language);
        await browser.PressAsync(".door-form [role=tab]:nth-of-type(2)");
        await browser.FillAsync("#password", "password1");
        await browser.ExpectFaultAsync("#nick", "  ", empty);
        await browser.FillAsync("#nick", "Chen");
        await browser.ExpectFaultAsync("#password", "pear", isShort);
        await browser.ExpectFaultAsync("#password", "password1", common);
        await browser.FillAsync("#password", "password1 and a long one");
        await browser.SendAsync("#password");
        await browser.WaitUntilConnectedAsync();
        Assert.Empty(await browser.ComplaintsAsync("400 (Bad Request)"));
    }

    [Theory]
    [InlineData("en", "“Nickname” is empty.", "“Age” must be a whole number from 0 to 200.")]
    [InlineData("zh", "“昵称”还没有填写。", "“年龄”必须是 0 到 200 的整数。")]
    public async Task The_own_card_says_which_field_is_wrong_until_the_changes_are_discarded(string language, string empty, string age)
    {
        await using var browser = await OpenAsync(language, "me");
        await browser.ExpectFaultAsync("#own-nick", "", empty);
        await browser.FillAsync("#own-nick", "Anna");
        await browser.ExpectFaultAsync("#own-age", "300", age);
        await browser.PressAsync(".save .quiet");
        await browser.WaitForNoneAsync("[aria-invalid], .form .error");
        // The page itself would not let it pass.
        await browser.Page.EvaluateExpressionAsync("document.querySelector('#own-age').removeAttribute('max')");
        await browser.ExpectFaultAsync("#own-age", "300", age);
        Assert.Empty(await browser.ComplaintsAsync("400 (Bad Request)"));
    }

    [Theory]
    [InlineData("en", "“New password” needs 8 to 128 characters", "That is not the password.")]
    [InlineData("zh", "“新密码”要 8 到 128 个字符", "密码不对。")]
    public async Task The_settings_say_which_password_is_wrong(string language, string isShort, string wrong)
    {
        await using var browser = await OpenAsync(language, "settings/account");
        await browser.PressAsync("#account [aria-expanded=false]");
        await browser.FillAsync("#current", "not this one");
        await browser.ExpectFaultAsync("#fresh", "pear", isShort);
        await browser.FillAsync("#fresh", "correct horse battery");
        await browser.SendAsync("#current");
        await browser.WaitForFaultAsync("#current", wrong);
        await browser.PressAsync("#account .danger[aria-expanded=false]");
        await browser.ExpectFaultAsync("#sure", "not this one", wrong);
        Assert.Empty(await browser.ComplaintsAsync("403 (Forbidden)"));
    }

    [Fact]
    public async Task What_is_refused_for_another_reason_stands_at_the_foot_of_the_form()
    {
        await using var browser = await OpenAsync("en", "me");
        await browser.RefuseAsync("/me", "PATCH");
        await browser.FillAsync("#own-city", "Hangzhou");
        await browser.SendAsync("#own-city");
        await browser.WaitForAsync(".save .error", "The server's disk takes nothing now.");
        await browser.WaitForNoneAsync("[aria-invalid]");
        Assert.Empty(await browser.ComplaintsAsync("503 (Service Unavailable)"));
    }

    private async Task<PageBrowser> OpenAsync(string language, string view)
    {
        var person = await _server.AddPersonAsync();
        var browser = await PageBrowser.OpenAsync(_server);
        await browser.SpeakAsync(language);
        await browser.SignInAsync(person);
        await browser.GoAsync(view);
        await browser.WaitForOneAsync(".pane .page");
        return browser;
    }
}
