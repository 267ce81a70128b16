using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page.Views.Admin;

namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>
/// Nothing is ended or taken away at one click: each button of the lists of both pages opens something first, a question where the act is
/// one for good.
/// </summary>
[LongRun]
public sealed class EveryEndTests(Town town, AdminTown administration) : IClassFixture<Town>, IClassFixture<AdminTown>
{
    // What takes nothing away.
    private const string Opens = "Open";

    // The buttons of a list, each kind of them once.
    private const string Kinds = """
        selector => [...new Set([...document.querySelectorAll(selector)].filter(one => one.checkVisibility())
          .map(one => one.innerText.trim()))]
        """;

    private const string Press = """
        (selector, words) => [...document.querySelectorAll(selector)].find(one => one.innerText.trim() === words).click()
        """;

    // The question lies over everything, names what it is about, and its safe button has the focus.
    private const string Asks = """
        () => {
          const { length: count, [count - 1]: last } = document.querySelectorAll("dialog[open]");
          return last && document.activeElement?.closest("dialog") === last;
        }
        """;

    private static readonly (string Route, string Rows, string[] Buttons)[] s_lists =
    [
        ("accounts", "#main .table td .btn", [Opens]),
        ("sessions", "#main .table td .btn", ["End"]),
        ("invitations", "#main .table td .btn", ["Withdraw"]),
        ("numbers", "#main .section:nth-of-type(1) td .btn", ["Release"]),
        ("numbers", "#main .section:nth-of-type(2) td .btn", ["Release"]),
        ("announcement", "#main .entry .btn", ["Stop"]),
        ("administrators", "#main .table td .btn", ["Reset the second factor", "Remove"]),
    ];

    [Fact]
    public async Task No_button_of_the_administrators_lists_takes_anything_away_at_one_click()
    {
        await using var browser = await OpenAdministrationAsync();
        foreach (var (route, rows, buttons) in s_lists)
        {
            await browser.GoAsync(route);
            await browser.WaitForOneAsync(rows);
            Assert.Equal(buttons, await browser.Page.EvaluateFunctionAsync<string[]>(Kinds, rows));
            foreach (var words in buttons.Where(words => words != Opens))
                await AskAsync(browser, rows, words);
        }

        await browser.GoAsync("accounts");
        await browser.PressAsync(Opens, "tr", "88001");
        foreach (var words in new[] { "End", "Remove" })
        {
            await browser.WaitForAsync(".drawer .entry .btn", words);
            await AskAsync(browser, ".drawer .entry .btn", words);
        }

        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task A_question_is_asked_where_another_one_closes_at_that_moment()
    {
        await using var browser = await OpenAdministrationAsync();
        await browser.GoAsync("administrators");
        const string rows = "#main .table td .btn";
        await browser.WaitForOneAsync(rows);
        await browser.Page.EvaluateFunctionAsync(Press, rows, "Reset the second factor");
        await browser.WaitUntilAsync(Asks);

        await browser.Page.EvaluateFunctionAsync($"() => {{ ({Press})('dialog[open] .btn', 'Cancel'); ({Press})('{rows}', 'Remove'); }}");

        await browser.WaitForAsync("dialog[open] h2", "Take the administrator");
        await browser.WaitUntilAsync(Asks);
    }

    [Fact]
    public async Task No_button_of_the_settings_does()
    {
        await using var browser = await PageBrowser.OpenAsync(town.Server);
        using var other = await ApiClient.SignInAsync(town.Lin);
        List<string> taken = [];
        browser.Page.Request += (_, asked) =>
        {
            if (asked.Request.Method == HttpMethod.Delete)
                taken.Add(asked.Request.Url);
        };
        await browser.SignInAsync(town.Lin);
        await browser.GoAsync("settings");
        foreach (var (section, words) in new[] { ("sessions", "Revoke"), ("app-passwords", "Remove"), ("tokens", "Revoke") })
        {
            var rows = $"#{section} .entry .btn";
            await browser.WaitForOneAsync(rows);
            Assert.Equal([words], await browser.Page.EvaluateFunctionAsync<string[]>(Kinds, rows));
            await AskAsync(browser, rows, words);
        }

        Assert.Empty(taken);
    }

    [Fact]
    public async Task Nor_does_the_one_at_the_door_for_what_was_not_sent()
    {
        await using var inspection = await ViewInspection.OpenAsync(town.Server, new(1280, "light", "en"));
        await inspection.Browser.SignInAsync(town.Newcomer);
        await inspection.ShowAsync(DoorViews.Over[0]);
        var browser = inspection.Browser;
        await AskAsync(browser, ".left-here .btn", "Delete");
        Assert.True(await browser.Page.EvaluateExpressionAsync<bool>("document.querySelector('.left-here') !== null"));
        await browser.PressAsync(".left-here .btn");
        await browser.PressAsync("Delete", "dialog[open]", $"Delete what {town.Newcomer.Uin} has not sent?");
        await browser.WaitForNoneAsync(".left-here");
    }

    // What is answered by the test has of everything one; nothing else than reading reaches the server, and would be a complaint.
    private async Task<PageBrowser> OpenAdministrationAsync()
    {
        var browser = await PageBrowser.OpenAsync(administration.Server, path: "admin/");
        await StandingPage.PrepareAsync(browser.Page, administration, administration.FullCookie);
        await browser.Page.EvaluateFunctionAsync("() => localStorage.setItem('tqq.language', 'en')");
        await browser.Page.ReloadAsync();
        await browser.WaitForOneAsync(".navlist");
        await StandingPage.AnswerAsync(browser, "GET /announcements", 200, """
            {"accounts":2,"online":1,"announcements":[{"id":3,"text":"tonight","state":"sending","madeBy":"20051",
            "made":"2026-05-28T14:01:20Z","reached":1,"of":2,"refused":0}]}
            """);
        await StandingPage.AnswerAsync(browser, "GET /accounts/88001/app-passwords", 200, """{"appPasswords":[{"id":2,"name":"C64"}]}""");
        return browser;
    }

    private static async Task AskAsync(PageBrowser browser, string rows, string words)
    {
        await browser.Page.EvaluateFunctionAsync(Press, rows, words);
        await browser.WaitUntilAsync(Asks);
        await browser.PressAsync("Cancel", "dialog[open]:not(.drawer)", "");
        await browser.WaitForNoneAsync("dialog[open]:not(.drawer)");
    }
}
