using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>What the settings are for: the API says it in both languages, and the administrator's page in its own.</summary>
[LongRun]
public sealed class SettingHelpTests
{
    private const string Helps = "[...document.querySelectorAll('#main .table tbody tr')].map(row => row.cells[4].innerText.trim())";

    [Fact]
    public async Task Each_setting_says_what_it_is_for_in_english_and_in_chinese_and_the_page_in_its_own_language()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await RunningServer.StartAsync(directory.At("data"));
        var settings = (await server.GetAsync("settings")).GetProperty("settings").EnumerateArray().ToArray();
        string[] english = [.. settings.Select(one => one.Text("help"))];
        string[] chinese = [.. settings.Select(one => one.GetProperty("helpIn").Text("zh"))];
        Assert.NotEmpty(settings);
        Assert.All(english, help => Assert.DoesNotMatch(@"^$|\p{IsCJKUnifiedIdeographs}", help));
        Assert.All(chinese, help => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", help));

        var administrator = await server.AddPersonAsync();
        await AdminBrowser.AppointAsync(administrator);
        await using var browser = await AdminPage.OpenAsync(server, administrator);
        await browser.GoAsync("settings");
        await browser.WaitForOneAsync("#main .table tbody tr");
        Assert.Equal(english, await browser.Page.EvaluateExpressionAsync<string[]>(Helps));
        await browser.Page.EvaluateExpressionAsync("localStorage.setItem('tqq.language', 'zh')");
        await browser.Page.ReloadAsync();
        await browser.WaitForOneAsync("#main .table tbody tr");
        Assert.Equal(chinese, await browser.Page.EvaluateExpressionAsync<string[]>(Helps));
    }
}
