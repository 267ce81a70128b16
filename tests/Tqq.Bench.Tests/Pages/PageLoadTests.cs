using Tqq.Bench.Pages;

namespace Tqq.Bench.Tests.Pages;

/// <summary>The page stays small: what is beyond its aims fails here, and not in a measurement that nobody has made.</summary>
public sealed class PageLoadTests
{
    [Fact]
    public async Task The_first_view_comes_in_one_round_after_the_document_is_small_and_nothing_in_it_moves()
    {
        if (PageBrowser.Program is null)
            Assert.Skip("chromium is not installed");
        await using var server = await PageServer.StartAsync(items: 0);
        await using var browser = await PageBrowser.StartAsync();
        var load = await PageLoad.MeasureAsync(await browser.NewPageAsync(), server.Address, "#uin", Line.Unlimited);
        Assert.InRange(load.Bytes, 10_000, PageLoad.MostBytes);
        Assert.Equal((1, 0.0), (load.Rounds, load.Shift));
    }
}
