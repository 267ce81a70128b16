using PuppeteerSharp;

namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>Views of the people's page, as somebody of a town sees them. Several classes of tests run side by side.</summary>
public abstract class TownViews(Town town) : IClassFixture<Town>
{
    /// <summary>The people, and their server.</summary>
    private protected Town Town { get; } = town;

    /// <summary>What is wrong with views that Lin sees.</summary>
    private protected async Task<IReadOnlyList<string>> FaultsAsync(
        ViewSetting setting, IReadOnlyList<View> views, Func<IPage, Task>? prepare = null)
    {
        await using var inspection = await ViewInspection.OpenAsync(Town.Server, setting, prepare: prepare);
        await inspection.Browser.SignInAsync(Town.Lin);
        await inspection.LookAtAsync(views);
        return inspection.Faults;
    }
}
