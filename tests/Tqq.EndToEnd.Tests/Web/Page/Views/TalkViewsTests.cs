namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>Lists, conversations and cards, wide and on a phone, light and dark, in English and Chinese.</summary>
[LongRun]
public sealed class TalkViewsTests(Town town) : TownViews(town)
{
    [Theory]
    [MemberData(nameof(ViewSetting.All), MemberType = typeof(ViewSetting))]
    public async Task Lists_conversations_and_cards_look_as_they_did_and_keep_nobody_out(int width, string theme, string language) =>
        Assert.Empty(await FaultsAsync(
            new(width, theme, language), [.. TalkViews.Lists, .. TalkViews.Conversations, .. TalkViews.Cards]));
}
