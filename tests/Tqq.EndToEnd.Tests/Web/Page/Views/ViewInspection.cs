using System.Text.Json;
using PuppeteerSharp;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>
/// A browser that looks at views in one setting. Of each it leaves a picture in `artifacts/pictures` for whoever changes the page to look
/// at, compares it with how the view looked before, and notes what is too wide, what the browser complains about, and what keeps people
/// out (axe-core).
/// </summary>
internal sealed class ViewInspection : IAsyncDisposable
{
    // A view is drawn in parts, above all on a busy machine: it is looked at so often.
    private const int MostLooks = 40;

    // The caret comes and goes; what was asked and is not answered yet will change the view; and a test may answer in place of the server.
    // That something was read is never told to it: what is new in one setting is new in all.
    private const string Watch = """
        () => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("* { caret-color: transparent !important; }");
          document.adoptedStyleSheets = [sheet];
          const ask = globalThis.fetch;
          globalThis.asking = 0;
          globalThis.replies = {};
          globalThis.fetch = (where, how) => {
            const asked = `${how?.method ?? "GET"} ${String(where).replace(/^\/api\/v1/, "").split("?")[0]}`;
            // This invitation is good, and all others are over.
            const good = () => JSON.stringify({ good: how.body.includes("K7QM-2XWD-9TRP") });
            const { status, body } = asked === "POST /registration/invitation" ? { status: 200, body: good() }
              : /^POST .*\/read$/.test(asked) ? { status: 204, body: null } : replies[asked] ?? {};
            if (status) return Promise.resolve(new Response(body, { status }));
            asking += 1;
            return ask(where, how).finally(() => { asking -= 1; });
          };
        }
        """;

    // What a view has opened over itself would lie over the next one.
    private const string CloseAll = """
        () => {
          document.querySelector(".shown-once .actions .primary")?.click();
          for (const one of document.querySelectorAll("dialog[open]")) one.close();
          for (const one of document.querySelectorAll(":popover-open")) one.hidePopover();
          globalThis.replies = {};
        }
        """;

    private const string Draw = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))";

    private const string Below = "document.querySelector('.app') ? document.documentElement.scrollHeight - innerHeight : 0";

    // Rules of WCAG 2.2, A and AA, and what is good practice.
    private const string Examine = """
        async () => {
          const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
          const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
          return violations.map(one => `${one.id}: ${one.nodes.map(node => node.target.join(" ")).join(", ")}`);
        }
        """;

    private readonly BlankPage _blank;
    private readonly ViewSetting _setting;
    private readonly List<string> _wanted = [];
    private string _route = "";

    private ViewInspection(PageBrowser browser, BlankPage blank, ViewSetting setting) =>
        (Browser, _blank, _setting) = (browser, blank, setting);

    /// <summary>The browser.</summary>
    public PageBrowser Browser { get; }

    /// <summary>What was found to be wrong.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Opens a page of a server.</summary>
    /// <param name="server">The server.</param>
    /// <param name="setting">How it is looked at.</param>
    /// <param name="path">Where the page is.</param>
    /// <param name="prepare">What is done to the browser before; null for nothing.</param>
    public static async Task<ViewInspection> OpenAsync(
        TestServer server, ViewSetting setting, string path = "", Func<IPage, Task>? prepare = null)
    {
        PageFonts.Need();
        await PageTools.FetchAsync();
        var browser = await PageBrowser.OpenAsync(server, setting.Width, path: path);
        var page = browser.Page;
        await page.SetViewportAsync(new() { Width = setting.Width, Height = ViewSetting.Height });
        await page.EmulateMediaFeaturesAsync([new() { MediaFeature = MediaFeature.PrefersReducedMotion, Value = "reduce" }]);
        await page.EvaluateFunctionOnNewDocumentAsync(Watch);
        if (prepare is not null)
            await prepare(page);
        await page.EvaluateFunctionAsync("(name, value) => localStorage.setItem(name, value)", "tqq.theme", setting.Theme);
        await page.EvaluateFunctionAsync("(name, value) => localStorage.setItem(name, value)", "tqq.language", setting.Language);
        await page.ReloadAsync();
        return new(browser, await BlankPage.OpenAsync(), setting);
    }

    /// <summary>Answers something in place of the server, until the next view is looked at.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="asked">Method and path, such as `POST /tokens`.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="body">Its body, which is written as JSON; null for none.</param>
    public static Task AnswerAsync(PageBrowser browser, string asked, int status, object? body = null) =>
        browser.Page.EvaluateFunctionAsync("(asked, status, body) => { replies[asked] = { status, body }; }",
            asked, status, body is null ? null! : JsonSerializer.Serialize(body));

    /// <summary>Looks at views, one after the other. One that does not appear is a fault, and the others are looked at still.</summary>
    public async Task LookAtAsync(IEnumerable<View> views)
    {
        foreach (var view in views)
        {
            try
            {
                await LookAtAsync(view);
            }
            catch (WaitTaskTimeoutException e)
            {
                Faults.Add($"{view.Name} {_setting}: {e.Message}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _blank.DisposeAsync();
        await Browser.DisposeAsync();
    }

    /// <summary>Shows a view, and nothing that an earlier one has opened.</summary>
    public async Task ShowAsync(View view)
    {
        var page = Browser.Page;
        await page.EvaluateFunctionAsync(CloseAll);
        // A view that is gone to twice would stay as it was left.
        if (view.Route == _route)
        {
            await Browser.GoAsync("");
            await Browser.WaitForNoneAsync(".app:not([data-show=list])");
            await page.EvaluateFunctionAsync(Draw);
        }

        _route = view.Route;
        await Browser.GoAsync(view.Route);
        await Browser.WaitForOneAsync(view.Shown);
        if (view.Prepare is { } prepare)
            await prepare(Browser);
    }

    private async Task LookAtAsync(View view)
    {
        var page = Browser.Page;
        await ShowAsync(view);
        await Browser.WaitForNoneAsync(".spin");
        await Browser.WaitUntilAsync("() => !asking && [...document.images].every(image => image.complete)");
        await page.EvaluateFunctionAsync(Draw);
        if (await CompareAsync(view) is { } difference)
            Faults.Add(difference);
        if (await page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth - innerWidth") is > 0 and var aside)
            Note($"is {aside} pixels too wide");
        foreach (var fault in _setting.IsPhone ? await PhoneFaults.OfAsync(page) : [])
            Note(fault);
        // Inside, lists and pages scroll, never the document: it would show what lies behind them.
        if (await page.EvaluateExpressionAsync<int>(Below) is > 0 and var below)
            Note($"is {below} pixels too high");
        _wanted.AddRange(view.Complaints);
        foreach (var complaint in await Browser.ComplaintsAsync([.. _wanted]))
            Note(complaint);
        if (_setting.IsExamined)
            await ExamineAsync();
        if (view.Restore is { } restore)
            await restore(Browser);

        void Note(string fault) => Faults.Add($"{view.Name} {_setting}: {fault}");

        async Task ExamineAsync()
        {
            if (await page.EvaluateExpressionAsync<bool>("!globalThis.axe"))
                await page.EvaluateExpressionAsync(await PageTools.ReadAsync("axe-core/axe.min.js"));
            foreach (var violation in (await page.EvaluateFunctionAsync<JsonElement>(Examine)).EnumerateArray())
                Note(violation.GetString()!);
        }
    }

    private async Task<string?> CompareAsync(View view)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "pictures")).FullName,
            $"{view.Name}-{_setting}.png");
        // Where there is nothing to compare it with, it is as it stays once two pictures are the same.
        var isEnoughStill = !view.IsCompared || LookBook.IsWritten || !LookBook.Knows(view.Name, $"{_setting}");
        byte[] before = [];
        for (var looks = 1; ; looks++)
        {
            // To pack it well takes longer than all else that is done with it.
            var picture = await Browser.Page.ScreenshotDataAsync(new() { OptimizeForSpeed = true });
            await File.WriteAllBytesAsync(file, picture);
            var look = view.IsCompared ? await Look.OfAsync(_blank.Page, picture, _setting.Width, ViewSetting.Height) : null;
            var difference = look is null ? null : LookBook.Compare(view.Name, $"{_setting}", look);
            if (look is not null && difference is null)
                return null;
            if (looks == MostLooks || (isEnoughStill && picture.AsSpan().SequenceEqual(before)))
                return look is not null && LookBook.IsWritten ? LookBook.Write(view.Name, $"{_setting}", look) : difference;
            before = picture;
            await Browser.Page.EvaluateFunctionAsync("() => new Promise(later => setTimeout(later, 250))");
        }
    }
}
