using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>The administrator's page on the narrowest phone.</summary>
[LongRun]
public sealed class AdminPhoneTests(SharedServer shared)
{
    // What ends right of the window, in sight of nobody.
    private const string CutOff = """
        () => [...document.querySelectorAll(".panel, .panel .head, .panel select, .panel .seg, .panel svg.chart")]
          .filter(one => one.getBoundingClientRect().right > innerWidth || one.getBoundingClientRect().left < 0)
          .map(one => one.className.baseVal ?? one.className)
        """;

    [Fact]
    public async Task Nothing_of_the_chart_is_cut_off()
    {
        var person = await shared.Server.AddPersonAsync();
        await AdminBrowser.AppointAsync(person);
        await using var browser = await PageBrowser.OpenAsync(shared.Server, 320);
        await browser.Page.GoToAsync($"{shared.Server.Web}admin/");
        await AdminPage.SignInAsync(browser, person);
        await browser.GoAsync("overview");
        await browser.WaitForOneAsync(".panel svg.chart");
        Assert.Empty(await browser.Page.EvaluateFunctionAsync<string[]>(CutOff));
    }
}
