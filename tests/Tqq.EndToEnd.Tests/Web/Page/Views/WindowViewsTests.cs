namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>Main views in the narrowest window, a tablet's and a very wide one; and that another look is noticed.</summary>
[LongRun]
public sealed class WindowViewsTests(Town town) : TownViews(town)
{
    private static readonly string[] s_main =
    [
        "chats", "friends", "keys", "search", "unread", "conversation", "both-directions",
        "chat-delete", "card", "card-full", "requests", "add-found", "me", "settings-look", "settings-blocked", "settings-tokens",
    ];

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
        await using var browser = await PageBrowser.OpenAsync(Town.Server);
        await browser.Page.SetViewportAsync(new() { Width = 1280, Height = ViewSetting.Height });
        await browser.SignInAsync(Town.Lin);
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
}
