using PuppeteerSharp;

namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>
/// Every view of the people's page, wide and on a phone, light and dark, in English and Chinese.
/// </summary>
[LongRun]
public sealed class ViewsTests(Town town) : IClassFixture<Town>
{
    // What a page that came by plain http from another machine does not have.
    private const string PlainHttp = """
        () => {
          Object.defineProperty(globalThis, "isSecureContext", { value: false });
          delete Navigator.prototype.serviceWorker;
        }
        """;

    private static readonly string[] s_main =
    [
        "chats", "friends", "keys", "search", "unread", "conversation", "both-directions",
        "chat-delete", "card", "card-full", "requests", "add-found", "me", "settings-look", "settings-blocked", "settings-tokens",
    ];

    [Theory]
    [MemberData(nameof(ViewSetting.All), MemberType = typeof(ViewSetting))]
    public async Task The_door_and_the_first_steps_look_as_they_did_and_keep_nobody_out(int width, string theme, string language) =>
        Assert.Empty(await FaultsAtTheDoorAsync(new(width, theme, language)));

    [Theory]
    [MemberData(nameof(ViewSetting.All), MemberType = typeof(ViewSetting))]
    public async Task Lists_conversations_and_cards_look_as_they_did_and_keep_nobody_out(int width, string theme, string language) =>
        Assert.Empty(await FaultsAsync(
            new(width, theme, language), [.. TalkViews.Lists, .. TalkViews.Conversations, .. TalkViews.Cards]));

    [Theory]
    [MemberData(nameof(ViewSetting.All), MemberType = typeof(ViewSetting))]
    public async Task Requests_the_own_card_and_the_settings_look_as_they_did_and_keep_nobody_out(
        int width, string theme, string language)
    {
        var setting = new ViewSetting(width, theme, language);
        Assert.Empty(await FaultsAsync(setting, [.. OwnViews.Requests, .. OwnViews.Card, .. OwnViews.Settings]));
        Assert.Empty(await FaultsAsync(
            setting, OwnViews.ByPlainHttp, page => page.EvaluateFunctionOnNewDocumentAsync(PlainHttp)));
    }

    [Theory]
    [MemberData(nameof(ViewSetting.All), MemberType = typeof(ViewSetting))]
    public async Task Trouble_looks_as_it_did_and_keeps_nobody_out(int width, string theme, string language) =>
        Assert.Empty(await FaultsAsync(new(width, theme, language), [.. TroubleViews.All, .. DoorViews.Over]));

    [Theory]
    [MemberData(nameof(ViewSetting.Others), MemberType = typeof(ViewSetting))]
    public async Task Main_views_do_in_other_windows_too(int width, string theme, string language)
    {
        View[] inside =
        [
            .. TalkViews.Lists, .. TalkViews.Conversations, .. TalkViews.Cards, .. OwnViews.Requests, .. OwnViews.Card,
            .. OwnViews.Settings,
        ];
        Assert.Empty(await FaultsAsync(new(width, theme, language), [.. inside.Where(view => s_main.Contains(view.Name))]));
    }

    [Fact]
    public async Task A_view_of_which_the_column_is_gone_or_the_theme_is_another_one_is_noticed()
    {
        await using var browser = await PageBrowser.OpenAsync(town.Server);
        await browser.Page.SetViewportAsync(new() { Width = 1280, Height = ViewSetting.Height });
        await browser.SignInAsync(town.Lin);
        await browser.WaitForOneAsync(".list .row");
        await using var blank = await BlankPage.OpenAsync();
        var before = await LookAsync();
        Assert.InRange(before.DifferenceFrom(await LookAsync()), 0, LookBook.Tolerance / 4);
        await browser.Page.EvaluateExpressionAsync("document.documentElement.dataset.theme = 'dark'");
        Assert.InRange(before.DifferenceFrom(await LookAsync()), 0.5, 1);
        await browser.Page.EvaluateExpressionAsync("document.documentElement.dataset.theme = 'light'");
        await browser.Page.EvaluateExpressionAsync("document.querySelector('.column').hidden = true");
        Assert.InRange(before.DifferenceFrom(await LookAsync()), LookBook.Tolerance * 1.5, 1);

        async Task<Look> LookAsync() => await Look.OfAsync(blank.Page, await browser.Page.ScreenshotDataAsync(), 1280, ViewSetting.Height);
    }

    private async Task<IReadOnlyList<string>> FaultsAtTheDoorAsync(ViewSetting setting)
    {
        await using var inspection = await ViewInspection.OpenAsync(town.Server, setting);
        var browser = inspection.Browser;
        await inspection.LookAtAsync(DoorViews.Door);
        await browser.GoAsync("");
        await browser.Page.ReloadAsync();
        await browser.SignInAsync(town.Newcomer);
        await inspection.LookAtAsync(DoorViews.Beginning);
        return inspection.Faults;
    }

    private async Task<IReadOnlyList<string>> FaultsAsync(
        ViewSetting setting, IReadOnlyList<View> views, Func<IPage, Task>? prepare = null)
    {
        await using var inspection = await ViewInspection.OpenAsync(town.Server, setting, prepare: prepare);
        await inspection.Browser.SignInAsync(town.Lin);
        await inspection.LookAtAsync(views);
        return inspection.Faults;
    }
}
