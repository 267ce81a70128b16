namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>
/// What the page looks like while the network does not work, and where something is not sent. These views come last: they leave traces.
/// </summary>
internal static class TroubleViews
{
    // The page says for four seconds that the server is reached again, and a look takes as long as it takes.
    private const string Linger = """
        const later = setTimeout;
        globalThis.setTimeout = (what, milliseconds, ...more) => milliseconds === 4000 ? 0 : later(what, milliseconds, ...more);
        """;

    /// <summary>The views, in this order.</summary>
    public static IReadOnlyList<View> All { get; } =
    [
        new("log-not-read", "chat/700700", "#text", async browser =>
        {
            await ViewInspection.AnswerAsync(browser, "GET /conversations/800800/messages", 503, new { type = "/errors/busy" });
            await browser.GoAsync("chat/800800");
            await browser.WaitForOneAsync(".talk .error");
        }),
        new("not-sent", "chat/52013", "#text", async browser =>
        {
            await ViewInspection.AnswerAsync(browser, "POST /conversations/52013/messages", 409, new { type = "/errors/mailbox-full" });
            await browser.SayAsync("Bring the charger, too – mine is long gone.");
            await browser.WaitForOneAsync(".meta.failed");
        })
        {
            Restore = browser => browser.PressAsync(".meta.failed button:last-of-type"),
        },
        new("leave", "chat/52013", "#text", async browser =>
        {
            await browser.Page.TypeAsync("#text", "not yet");
            await browser.GoAsync("settings");
            await View.OpenAsync(browser, ".nav-out, .only-phone button.btn", ".ask[open]");
        })
        {
            Restore = async browser =>
            {
                await browser.PressAsync(".ask .btn:first-of-type");
                await browser.GoAsync("chat/52013");
                await browser.WaitForOneAsync("#text");
                await View.WriteAsync(browser, "#text", "");
            },
        },
        new("lost", "", ".list .row", async browser =>
        {
            await browser.Page.SetOfflineModeAsync(true);
            await browser.WaitForOneAsync(".statusbar.lost");
        })
        { Complaints = ["ERR_INTERNET_DISCONNECTED"] },
        new("lost-waiting", "chat/10002", ".lost-banner", async browser =>
        {
            await browser.SayAsync("在地铁里，等会儿。");
            await browser.SayAsync("back in ten");
            await browser.WaitForOneAsync(".lost-banner span");
            await browser.WaitForOneAsync(".talk .meta .i + span");
        }),
        new("back-again", "chat/10002", ".talk .msg", async browser =>
        {
            // The server hears nothing of it, so that the conversation is the same in every setting.
            await ViewInspection.AnswerAsync(browser, "POST /conversations/10002/messages", 201, new { });
            await browser.Page.EvaluateExpressionAsync(Linger);
            await browser.Page.SetOfflineModeAsync(false);
            await browser.WaitForNoneAsync(".msg.waiting");
            await browser.WaitForOneAsync(".back-again");
        }),
    ];
}
