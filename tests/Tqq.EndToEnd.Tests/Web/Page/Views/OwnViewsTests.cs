namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>Requests, the own card and the settings, wide and on a phone, light and dark, in English and Chinese.</summary>
[LongRun]
public sealed class OwnViewsTests(Town town) : TownViews(town)
{
    // What a page that came by plain http from another machine does not have.
    private const string PlainHttp = """
        () => {
          Object.defineProperty(globalThis, "isSecureContext", { value: false });
          delete Navigator.prototype.serviceWorker;
        }
        """;

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
}
