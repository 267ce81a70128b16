using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>Nothing of the door moves when the page learns who may register here.</summary>
[LongRun]
public sealed class DoorShiftTests(SharedServer shared)
{
    // The answer to who may register comes when the test says so; what moves is counted from the beginning.
    private const string Hold = """
        answer => {
          globalThis.shifts = [];
          new PerformanceObserver(list => shifts.push(...list.getEntries().map(one => one.value)))
            .observe({ type: 'layout-shift', buffered: true });
          const own = globalThis.fetch;
          globalThis.fetch = async (path, options) => {
            if (String(path).endsWith('/registration/invitation')) return new Response('{"good":true}');
            if (!String(path).endsWith('/registration')) return own(path, options);
            await new Promise(go => { globalThis.letGo = go; });
            return new Response(JSON.stringify(answer), { headers: { 'Content-Type': 'application/json' } });
          };
        }
        """;

    private const string TwoFrames = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";

    [Theory]
    [InlineData("closed", "", 1280)]
    [InlineData("open", "", 1280)]
    [InlineData("invite", "", 390)]
    [InlineData("open", "", 390)]
    [InlineData("invite", "#/register/abcd-efgh-jkmn", 1280)]
    [InlineData("closed", "#/register/abcd-efgh-jkmn", 390)]
    public async Task The_door_stays_where_it_is(string registration, string link, int width)
    {
        await using var browser = await PageBrowser.OpenAsync(shared.Server, width);
        await browser.Page.GoToAsync("about:blank");
        await browser.Page.EvaluateFunctionOnNewDocumentAsync(Hold, new { registration, needsHttps = false });
        await browser.Page.GoToAsync($"{shared.Server.Web}{link}");
        await browser.WaitForOneAsync(".door-form[aria-busy=true]");
        await browser.WaitUntilAsync("() => globalThis.letGo");
        await browser.WaitUntilAsync(TwoFrames);
        await browser.Page.EvaluateExpressionAsync("letGo()");
        await browser.WaitForOneAsync(".door-form[aria-busy=false]");
        await browser.WaitUntilAsync(TwoFrames);
        Assert.Equal(0, await browser.Page.EvaluateExpressionAsync<double>("shifts.reduce((sum, one) => sum + one, 0)"));
    }
}
