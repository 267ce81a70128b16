using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>
/// 200 texts that became script or markup elsewhere (`tests/page/payloads.txt`), and how a page is searched for what one of them has
/// become.
/// </summary>
internal static class Payloads
{
    // Every way in which a text would show that it was more than text. What the page offers to save is data of its own making.
    private const string Harm = """
        () => {
          const all = [...document.querySelectorAll("*")];
          const handlers = all.flatMap(one => one.getAttributeNames()).filter(name => name.startsWith("on"));
          const names = ["href", "src", "action", "formaction", "xlink:href", "data", "srcdoc"];
          const addresses = all.filter(one => !(one.download && one.href.startsWith("data:text/csv;charset=utf-8,")))
            .flatMap(one => names.map(name => one.getAttribute(name) ?? ""))
            .filter(value => /^\s*(javascript|vbscript|data):/i.test(value));
          const tags = /^(IFRAME|OBJECT|EMBED|BASE|FRAME|PORTAL|MARQUEE|STYLE|AUDIO|VIDEO)$/;
          const strange = all.map(one => one.tagName).filter(name => tags.test(name));
          const scripts = [...document.scripts].filter(one => !one.src.startsWith(`${location.origin}/page/`)).map(one => one.outerHTML);
          return [...handlers, ...addresses, ...strange, ...scripts, ...globalThis.ran];
        }
        """;

    private const string Watch = """
        () => {
          globalThis.ran = [];
          for (const name of ["alert", "confirm", "prompt", "print", "open", "eval"]) globalThis[name] = () => { ran.push(name); };
        }
        """;

    private const string Scroll = """
        part => new Promise(resolve => {
          const boxes = document.querySelectorAll(".log, .scroll, .list, .side, .table-wrap");
          for (const one of boxes) one.scrollTop = one.scrollHeight * (1 - part / 12);
          requestAnimationFrame(() => requestAnimationFrame(resolve));
        })
        """;

    /// <summary>All of them.</summary>
    public static string[] All { get; } = Read();

    /// <summary>Has a browser note from now on what a script of a payload would do, and load its page anew.</summary>
    public static async Task WatchAsync(PageBrowser browser)
    {
        await browser.Page.EvaluateFunctionOnNewDocumentAsync(Watch);
        await browser.Page.ReloadAsync();
    }

    /// <summary>Looks at a view from its end to its beginning: what is not drawn cannot do harm.</summary>
    public static async Task LookThroughAsync(PageBrowser browser, string view)
    {
        for (var part = 0; part < 12; part++)
        {
            await LookAsync(browser, view);
            await browser.Page.EvaluateFunctionAsync(Scroll, part);
        }

        await LookAsync(browser, view);
    }

    /// <summary>Looks at what is shown now.</summary>
    public static async Task LookAsync(PageBrowser browser, string view)
    {
        var harm = await browser.Page.EvaluateFunctionAsync<string[]>(Harm);
        Assert.True(harm.Length == 0, $"{view}: {string.Join(", ", harm)}");
    }

    /// <summary>As much of a text as has room.</summary>
    public static string Cut(string text, int length) => new([.. text.Take(length)]);

    private static string[] Read()
    {
        var all = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "page", "payloads.txt"));
        Assert.InRange(all.Length, 200, 1000);
        return all;
    }
}
