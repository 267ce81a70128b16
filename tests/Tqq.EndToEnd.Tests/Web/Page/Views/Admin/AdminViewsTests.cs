namespace Tqq.EndToEnd.Tests.Web.Page.Views.Admin;

/// <summary>Every view of the administrator's pages, for administrators with all rights and for those who only read.</summary>
[LongRun]
public sealed class AdminViewsTests(AdminTown town) : IClassFixture<AdminTown>
{
    // Each page, and what is there once it is shown.
    private static readonly (string Route, string Shown)[] s_sections =
    [
        ("overview", ".chart"), ("accounts", ".table tbody tr"), ("sessions", ".table tbody tr"), ("invitations", ".table tbody tr"),
        ("numbers", ".table tbody tr"), ("announcement", ".entry"), ("audit", ".table tbody tr"), ("administrators", ".table tbody tr"),
        ("store", ".entry"), ("settings", ".table tbody tr"),
    ];

    private static readonly string[] s_main =
    [
        "admin-overview", "admin-accounts", "admin-account", "admin-account-new", "admin-sessions", "admin-invitations", "admin-numbers",
        "admin-announcement", "admin-audit", "admin-administrators", "admin-store", "admin-settings",
    ];

    [Theory]
    [MemberData(nameof(ViewSetting.All), MemberType = typeof(ViewSetting))]
    public async Task Every_view_looks_as_it_did_and_keeps_nobody_out(int width, string theme, string language)
    {
        var setting = new ViewSetting(width, theme, language);
        List<string> faults =
        [
            .. await FaultsAsync(setting, [.. AdminView.Door, .. AdminStates.Door], cookie: null),
            .. await FaultsAsync(setting, AdminView.Full, town.FullCookie),
        ];
        Assert.Empty(faults);
    }

    [Theory]
    [MemberData(nameof(ViewSetting.All), MemberType = typeof(ViewSetting))]
    public async Task So_do_its_other_states_and_what_one_who_only_reads_sees(int width, string theme, string language)
    {
        var setting = new ViewSetting(width, theme, language);
        List<string> faults =
        [
            .. await FaultsAsync(setting, AdminStates.Full, town.FullCookie),
            .. await FaultsAsync(setting, AdminView.Reader, town.ReaderCookie),
        ];
        Assert.Empty(faults);
    }

    [Theory]
    [MemberData(nameof(ViewSetting.Others), MemberType = typeof(ViewSetting))]
    public async Task Main_views_do_in_other_windows_too(int width, string theme, string language)
    {
        var setting = new ViewSetting(width, theme, language);
        Assert.Empty(await FaultsAsync(setting, [.. AdminView.Full.Where(view => s_main.Contains(view.Name))], town.FullCookie));
    }

    [Fact]
    public async Task One_who_only_reads_finds_no_button_that_changes_something()
    {
        Assert.Empty(await AskedByButtonsAsync(town.ReaderCookie));
        Assert.NotEmpty(await AskedByButtonsAsync(town.FullCookie));
    }

    // Presses every button of every page, and those of an account.
    private async Task<string[]> AskedByButtonsAsync(string cookie)
    {
        await using var browser = await PageBrowser.OpenAsync(town.Server, path: "admin/");
        await StandingPage.PrepareAsync(browser.Page, town, cookie);
        await browser.Page.ReloadAsync();
        await browser.WaitForOneAsync(".navlist");
        foreach (var (section, shown) in s_sections)
        {
            await browser.GoAsync(section);
            await browser.WaitForOneAsync($".app:has(.navlist [href='#/{section}'][aria-current]) #main {shown}");
            await PressAllAsync(browser, "#main button");
            if (section != "accounts")
                continue;
            await browser.WaitForOneAsync(".drawer .pairs");
            await PressAllAsync(browser, ".drawer .scroll button, .drawer .foot button");
        }

        return await browser.ComplaintsAsync();
    }

    private static Task PressAllAsync(PageBrowser browser, string selector) => browser.Page.EvaluateFunctionAsync("""
        selector => new Promise(drawn => {
          for (const one of document.querySelectorAll(selector)) one.click();
          requestAnimationFrame(() => requestAnimationFrame(drawn));
        })
        """, selector);

    private async Task<IReadOnlyList<string>> FaultsAsync(ViewSetting setting, IReadOnlyList<View> views, string? cookie)
    {
        await using var inspection = await ViewInspection.OpenAsync(town.Server, setting, "admin/",
            page => StandingPage.PrepareAsync(page, town, cookie));
        await inspection.LookAtAsync(views);
        return inspection.Faults;
    }
}
