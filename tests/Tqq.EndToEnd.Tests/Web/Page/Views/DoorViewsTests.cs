namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>The door and the first steps, wide and on a phone, light and dark, in English and Chinese.</summary>
[LongRun]
public sealed class DoorViewsTests(Town town) : TownViews(town)
{
    [Theory]
    [MemberData(nameof(ViewSetting.All), MemberType = typeof(ViewSetting))]
    public async Task The_door_and_the_first_steps_look_as_they_did_and_keep_nobody_out(int width, string theme, string language) =>
        Assert.Empty(await FaultsAtTheDoorAsync(new(width, theme, language)));

    private async Task<IReadOnlyList<string>> FaultsAtTheDoorAsync(ViewSetting setting)
    {
        await using var inspection = await ViewInspection.OpenAsync(Town.Server, setting);
        var browser = inspection.Browser;
        await inspection.LookAtAsync(DoorViews.Door);
        await browser.GoAsync("");
        await browser.Page.ReloadAsync();
        await browser.SignInAsync(Town.Newcomer);
        await inspection.LookAtAsync(DoorViews.Beginning);
        return inspection.Faults;
    }
}
