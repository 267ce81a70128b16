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

    // Where all fields and buttons of a form are.
    private const string Places = """
        [...document.querySelectorAll('.door-form :is(input, button, label)')].map(one => {
          const { x, y, width, height } = one.getBoundingClientRect();
          return [x, y, width, height].map(Math.round).join(" ");
        })
        """;

    // The last line that is said ends above the field or button below it.
    private const string IsClear = """
        () => {
          const said = document.querySelector(".door-form .error");
          const bottom = said.getBoundingClientRect().bottom;
          return [...document.querySelectorAll(".door-form :is(input, button, label)")].map(one => one.getBoundingClientRect())
            .every(one => one.bottom <= said.getBoundingClientRect().top + 1 || one.top >= bottom - 1);
        }
        """;

    private const string TwoFrames = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";

    [Theory]
    [InlineData("", "en", 1280)]
    [InlineData("", "zh", 390)]
    [InlineData("", "en", 320)]
    [InlineData("admin/", "en", 1280)]
    [InlineData("admin/", "en", 320)]
    public async Task Nothing_moves_where_number_and_password_are_refused(string page, string language, int width)
    {
        var person = await shared.Server.AddPersonAsync();
        await using var browser = await PageBrowser.OpenAsync(shared.Server, width);
        await browser.SpeakAsync(language);
        await browser.Page.GoToAsync($"{shared.Server.Web}{page}");
        await browser.FillAsync("#uin", $"{person.Uin}");
        await browser.FillAsync("#password", "a wrong one");
        await browser.WaitUntilAsync(TwoFrames);
        var before = await browser.Page.EvaluateExpressionAsync<string[]>(Places);
        await browser.SendAsync("#password");
        await browser.WaitForOneAsync("#password[aria-invalid]");
        await browser.WaitUntilAsync(TwoFrames);
        Assert.Equal(before, await browser.Page.EvaluateExpressionAsync<string[]>(Places));
        Assert.True(await browser.Page.EvaluateFunctionAsync<bool>(IsClear));
    }

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
