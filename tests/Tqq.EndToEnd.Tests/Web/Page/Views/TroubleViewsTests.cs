namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>What the page says of trouble, wide and on a phone, light and dark, in English and Chinese.</summary>
[LongRun]
public sealed class TroubleViewsTests(Town town) : TownViews(town)
{
    [Theory]
    [MemberData(nameof(ViewSetting.All), MemberType = typeof(ViewSetting))]
    public async Task Trouble_looks_as_it_did_and_keeps_nobody_out(int width, string theme, string language) =>
        Assert.Empty(await FaultsAsync(new(width, theme, language), [.. TroubleViews.All, .. DoorViews.Over]));
}
