using PuppeteerSharp;

namespace Tqq.EndToEnd.Tests.Web.Page.Views.Admin;

/// <summary>
/// The administrator's pages, made to look the same in every run: their calendar stands still, figures that differ from run to run are
/// answered by the test, and nothing that a view would change reaches the server.
/// </summary>
internal static class StandingPage
{
    // What is asked and not answered by the test goes to the server where it only reads.
    private const string Stand = """
        (now, seen, answers) => {
          const Calendar = Date;
          globalThis.Date = class extends Calendar {
            constructor(...parts) { super(...(parts.length ? parts : [now])); }
            static now() { return now; }
          };
          const ask = globalThis.fetch;
          globalThis.answers = answers;
          globalThis.fetch = async (where, how) => {
            const path = String(where).replace(/^\/admin\/api\/v1/, "").split("?")[0];
            const name = `${how?.method ?? "GET"} ${path}`;
            if (name in answers) {
              const { status, body } = globalThis.answers[name];
              return new Response(body, { status });
            }
            if (!name.startsWith("GET ")) {
              complaints.push(`the test has no answer to ${name}`);
              return new Response(null, { status: 500 });
            }
            const answer = await ask(where, how);
            if (!answer.headers.get("content-type")?.includes("json")) return answer;
            // When somebody was seen is said by the clocks of the server, which go on.
            return new Response((await answer.text()).replace(/"lastSeen":"[^"]*"/g, `"lastSeen":"${seen}"`), answer);
          };
        }
        """;

    /// <summary>Has pages that are opened from now on stand still.</summary>
    /// <param name="page">The browser's page.</param>
    /// <param name="town">The server, and what there is on it.</param>
    /// <param name="cookie">The cookie of an administrator, `name=value`; null for nobody who is signed in.</param>
    public static async Task PrepareAsync(IPage page, AdminTown town, string? cookie)
    {
        if (cookie?.Split('=') is [var name, var value])
            await page.SetCookieAsync(new CookieParam { Name = name, Value = value, Url = $"{town.Server.Web}" });
        await page.EmulateTimezoneAsync("UTC");
        var answers = new Dictionary<string, AdminAnswer>(AdminAnswers.Figures) { ["GET /settings"] = new(200, town.Settings) };
        await page.EvaluateFunctionOnNewDocumentAsync(
            Stand, AdminTown.Now.ToUnixTimeMilliseconds(), AdminTown.Now.AddSeconds(-41), answers);
    }

    /// <summary>Answers something in place of the server from now on, until the page is loaded anew.</summary>
    public static Task AnswerAsync(PageBrowser browser, string asked, int status, string? body) => browser.Page.EvaluateFunctionAsync(
        "(asked, status, body) => { answers[asked] = { status, body }; }", asked, status, body!);
}
