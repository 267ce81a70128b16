using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>
/// What is wrong with a form of the administrator's pages is said at its field, in the page's language and with its label there: what the
/// page sees by itself, and what the server refuses.
/// </summary>
[LongRun]
public sealed class AdminFormTests(SharedServer shared)
{
    private readonly TestServer _server = shared.Server;

    [Theory]
    [InlineData("en", "“Nickname” is empty.", "This number is taken. Choose another.", "This password is among the 10,000 most common")]
    [InlineData("zh", "“昵称”还没有填写。", "这个号码已被占用。请换一个。", "这个密码是最常见的 10,000 个之一")]
    public async Task A_new_account_is_warned_of_at_its_fields_and_a_weak_password_is_given_all_the_same(
        string language, string empty, string taken, string weak)
    {
        var (browser, administrator) = await OpenAsync(language, "accounts");
        await using var open = browser;
        await browser.PressAsync(".bar .primary");
        await browser.ExpectFaultAsync("#nick", " ", empty);
        await browser.FillAsync("#nick", "robot");
        await browser.ExpectFaultAsync("#uin", $"{administrator.Uin}", taken);
        await browser.FillAsync("#uin", "");
        await browser.ExpectFaultAsync("#password", "password1", weak);
        await browser.SendAsync("#password");
        await browser.WaitForAsync(".shown-once", "robot");
        Assert.Empty(await browser.ComplaintsAsync("400 (Bad Request)", "409 (Conflict)"));
    }

    [Theory]
    [InlineData("en", "“Only from these networks” must be addresses or networks", "“Nickname” is empty.")]
    [InlineData("zh", "“仅限这些网络”要填地址或网络", "“昵称”还没有填写。")]
    public async Task An_account_that_is_changed_says_which_field_is_wrong(string language, string networks, string empty)
    {
        var (browser, administrator) = await OpenAsync(language, "accounts");
        await using var open = browser;
        await browser.FillAsync(".search input", $"{administrator.Uin}");
        await browser.WaitUntilAsync("() => document.querySelectorAll('.table tbody tr').length === 1");
        await browser.PressAsync(".table .acts button");
        await browser.ExpectFaultAsync("#networks", "10.0.0.0/8, nowhere", networks);
        await browser.ExpectFaultAsync("#nickname", " ", empty);
        Assert.Empty(await browser.ComplaintsAsync("400 (Bad Request)"));
    }

    [Theory]
    [InlineData("en", "“How many accounts” must be a whole number from 1 to 1000.")]
    [InlineData("zh", "“可注册几个账号”必须是 1 到 1000 的整数。")]
    public async Task An_invitation_is_good_for_so_many_accounts(string language, string limits)
    {
        var (browser, _) = await OpenAsync(language, "invitations");
        await using var open = browser;
        await browser.PressAsync(".bar .primary");
        await browser.FillAsync("#name", "Grandma");
        foreach (var uses in (string[])["0", "1001", "1.5", "e"])
            await browser.ExpectFaultAsync("#uses", uses, limits);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Theory]
    [InlineData("en", "Numbers have 5 to 10 digits.", "“Last number” must be a whole number from 900000002 to 4294967295.")]
    [InlineData("zh", "号码是 5 到 10 位数字。", "“结束号码”必须是 900000002 到 4294967295 的整数。")]
    public async Task Reserved_numbers_say_which_of_both_is_wrong(string language, string digits, string order)
    {
        var (browser, _) = await OpenAsync(language, "numbers");
        await using var open = browser;
        await browser.ExpectFaultAsync("[name=from]", "77", digits);
        await browser.FillAsync("[name=from]", "900000002");
        await browser.ExpectFaultAsync("[name=to]", "900000001", order);
        Assert.Empty(await browser.ComplaintsAsync("400 (Bad Request)"));
    }

    [Theory]
    [InlineData("en", "is reserved, and in use already: its account stays.", "One of these is in use already")]
    [InlineData("zh", "但该号码已在使用", "其中 1 个已在使用")]
    public async Task Numbers_that_are_reserved_and_in_use_are_said_to_be(string language, string one, string some)
    {
        var (browser, administrator) = await OpenAsync(language, "numbers");
        await using var open = browser;
        await browser.FillAsync("[name=from]", $"{administrator.Uin}");
        await browser.SendAsync("[name=from]");
        await browser.WaitForAsync(".caution", one);
        using var freed = await _server.AdminAsync(HttpMethod.Delete, $"reserved-numbers/{administrator.Uin}");
        Assert.True(freed.IsSuccessStatusCode);
        var person = await _server.AddPersonAsync(uin: language == "en" ? 910_000_001u : 910_000_004u);
        await browser.FillAsync("[name=from]", $"{person.Uin}");
        await browser.FillAsync("[name=to]", $"{person.Uin + 1}");
        await browser.SendAsync("[name=from]");
        await browser.WaitForAsync(".caution", some);
        using var again = await _server.AdminAsync(HttpMethod.Delete, $"reserved-numbers/{person.Uin}");
        Assert.True(again.IsSuccessStatusCode);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Theory]
    [InlineData("en", "“Number or address” must be a number, or an address", "“Number or address” must be a whole number from 10001")]
    [InlineData("zh", "“号码或地址”必须是号码，或", "“号码或地址”必须是 10001 到")]
    public async Task A_search_that_is_none_is_said_below_its_field(string language, string address, string number)
    {
        var (browser, administrator) = await OpenAsync(language, "sessions");
        await using var open = browser;
        using var session = await ApiClient.SignInAsync(administrator);
        await browser.Page.ReloadAsync();
        await browser.WaitForOneAsync(".table tbody tr");
        foreach (var (text, words) in ((string, string)[])[("192.0.2.x", address), ("77", number)])
        {
            await browser.FillAsync(".search input", text);
            await browser.WaitForAsync(".finder:has([aria-invalid=true]) .error", words);
            await browser.WaitForNoneAsync(".table tbody tr");
            Assert.Equal(1, await browser.Page.EvaluateExpressionAsync<int>("document.querySelectorAll('#main .error').length"));
        }

        await browser.FillAsync(".search input", $"{administrator.Uin}");
        await browser.WaitForOneAsync(".table tbody tr");
        await browser.WaitForNoneAsync("#main .error, [aria-invalid]");
        Assert.Empty(await browser.ComplaintsAsync("400 (Bad Request)"));
    }

    [Theory]
    [InlineData("en", "Line 2: “Nickname” is empty.", "Line 3: “Number” must be a whole number from 10001", "“nicht” is no column.")]
    [InlineData("zh", "第 2 行：“昵称”还没有填写。", "第 3 行：“号码”必须是 10001", "没有“nicht”这一列。")]
    public async Task A_list_of_accounts_says_what_is_wrong_with_each_line(string language, string nick, string number, string column)
    {
        var (browser, _) = await OpenAsync(language, "accounts");
        await using var open = browser;
        await browser.PressAsync(".bar .btn:not(.primary)");
        await browser.ExpectFaultAsync("#csv", "nick,uin\n,\nAnna,7\n", nick);
        await browser.WaitForFaultAsync("#csv", number);
        await browser.ExpectFaultAsync("#csv", "nick,nicht\nAnna,7\n", column);
        Assert.Empty(await browser.ComplaintsAsync("400 (Bad Request)"));
    }

    [Theory]
    [InlineData("en", "Line 3: This password has less than 8 characters", "Line 4: This password is among the 10,000", "once more",
        "3 accounts were made, with the passwords of the list.")]
    [InlineData("zh", "第 3 行：这个密码不到 8 个字符", "第 4 行：这个密码是最常见的", "再点一次", "新建了 3 个账号，密码见列表。")]
    public async Task Weak_passwords_of_a_list_are_warned_of_and_given_all_the_same(
        string language, string isShort, string common, string again, string made)
    {
        var (browser, _) = await OpenAsync(language, "accounts");
        await using var open = browser;
        await browser.PressAsync(".bar .btn:not(.primary)");
        await browser.ExpectFaultAsync("#csv",
            "nick,password\nAnna,correct horse battery\nBao,pear\nChen,password1\n", isShort);
        await browser.WaitForFaultAsync("#csv", common);
        await browser.WaitForAsync(".dialog .field .hint", again);
        await browser.SendAsync("#csv");
        await browser.WaitForAsync(".shown-once", made);
        // The list has the passwords, so nothing is lost; both buttons stand beside each other.
        await browser.WaitUntilAsync("""
            () => {
              const buttons = [...document.querySelectorAll(".shown-once .actions .btn")].map(one => one.getBoundingClientRect());
              return buttons.length === 2 && Math.abs(buttons[0].top - buttons[1].top) < 1;
            }
            """);
        await browser.Page.Keyboard.PressAsync("Escape");
        await browser.WaitForNoneAsync("dialog");
        Assert.Empty(await browser.ComplaintsAsync("400 (Bad Request)"));
    }

    private async Task<(PageBrowser Browser, Person Administrator)> OpenAsync(string language, string view)
    {
        var administrator = await _server.AddPersonAsync();
        await AdminBrowser.AppointAsync(administrator);
        var browser = await PageBrowser.OpenAsync(_server);
        await browser.SpeakAsync(language);
        await browser.EnterAdministrationAsync(administrator, view);
        await AdminPage.ConfirmAsync(browser, administrator);
        return (browser, administrator);
    }
}
