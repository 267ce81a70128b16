namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>The views of somebody who talks with people: lists, conversations, cards.</summary>
internal static class TalkViews
{
    private const string More = ".pane .bar [popovertarget]";

    /// <summary>The lists.</summary>
    public static IReadOnlyList<View> Lists { get; } =
    [
        new("chats", "", ".list .row"),
        new("friends", "", ".list .row", browser => browser.PressAsync(".find [role=tab]:nth-of-type(2), .tabbar a:nth-of-type(2)"))
        {
            Restore = browser => browser.PressAsync(".find [role=tab]:nth-of-type(1), .tabbar a:nth-of-type(1)"),
        },
        new("status-menu", "", ".list .row", View.Opening(".me .btn", ":popover-open :focus")),
        new("status-refused", "", ".list .row", async browser =>
        {
            await ViewInspection.AnswerAsync(browser, "PUT /me/status", 503, new { type = "/errors/busy" });
            await browser.Page.EvaluateExpressionAsync("document.querySelectorAll('.me [role=menuitemradio]')[1].click()");
            await browser.WaitForOneAsync(".column .error");
        })
        { Restore = browser => browser.PressAsync(".column .error .icon-btn") },
        new("keys", "", ".list .row", async browser =>
        {
            await browser.Page.Keyboard.PressAsync("?");
            await browser.WaitForOneAsync(".dialog .keys");
        }),
        new("search-none", "", ".list .row", browser => SearchAsync(browser, "zzz", ".list .empty")),
        new("search", "", ".list .row", browser => SearchAsync(browser, "林夏", ".list mark"))
        {
            Restore = browser => View.WriteAsync(browser, "#search", ""),
        },
    ];

    /// <summary>Conversations, and what is opened over them.</summary>
    public static IReadOnlyList<View> Conversations { get; } =
    [
        new("unread", "chat/88001", ".talk .day.new"),
        new("scrolled-up", "chat/88001", ".talk .msg", async browser =>
        {
            await browser.Page.EvaluateExpressionAsync("document.querySelector('#log').scrollTop = 200");
            await browser.WaitForOneAsync(".jump");
        }),
        new("conversation", "chat/10002", ".talk .msg"),
        new("found", "", ".list .row", async browser =>
        {
            await SearchAsync(browser, "第 7 节车厢", ".list mark");
            await View.OpenAsync(browser, ".list .row:has(mark)", ".group.sought");
        })
        {
            Restore = browser => View.WriteAsync(browser, "#search", ""),
        },
        new("both-directions", "chat/31415926", ".talk .msg"),
        new("of-the-server", "chat/10000", ".talk .notice"),
        new("message-menu", "chat/10002", ".talk .msg", OpenMenuAsync),
        new("message-delete", "chat/10002", ".talk .msg", async browser =>
        {
            await OpenMenuAsync(browser);
            await View.OpenAsync(browser, ".with-menu .menu:popover-open .dang", ".dialog form");
        }),
        new("emoji", "chat/10002", ".talk .msg", View.Opening(".compose .icon-btn", ":popover-open .emoji-grid :focus")),
        new("chat-menu", "chat/10002", ".talk .msg", View.Opening(More, ":popover-open :focus")),
        new("chat-delete", "chat/10002", ".talk .msg", async browser =>
        {
            await View.OpenAsync(browser, More, ":popover-open");
            await View.OpenAsync(browser, ".bar .dang", ".dialog form");
        }),
        new("long-draft", "chat/10002", "#text", browser => View.WriteAsync(browser, "#text",
            string.Concat(Enumerable.Repeat("这一段话还没有写完，它已经比旧客户端的一段长了。And it goes on. ", 6))))
        {
            Restore = browser => View.WriteAsync(browser, "#text", ""),
        },
        new("nothing-said", "chat/700700", ".talk .empty"),
        new("blocked", "chat/60606", ".shut"),
    ];

    /// <summary>Cards of others.</summary>
    public static IReadOnlyList<View> Cards { get; } =
    [
        new("card", "chat/10002/card", ".side .facts"),
        new("card-full", "chat/404404/card", ".side .facts"),
        new("card-stranger", "chat/9900017/card", ".side .hero"),
        new("card-blocked", "chat/60606/card", ".side .hero ~ .hint"),
        new("card-block", "chat/88001/card", ".side .hero", View.Opening(".side .actions .btn:nth-of-type(2)", ".dialog form")),
        new("card-remove", "chat/88001/card", ".side .hero", View.Opening(".side .actions .danger", ".dialog form")),
    ];

    // Of the last message.
    private static async Task OpenMenuAsync(PageBrowser browser)
    {
        await browser.WaitForOneAsync(".of-message");
        await browser.Page.FocusAsync(".of-message");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForOneAsync(".with-menu .menu:popover-open");
    }

    // What is found comes a moment after the words.
    private static async Task SearchAsync(PageBrowser browser, string words, string found)
    {
        await View.WriteAsync(browser, "#search", words);
        await browser.WaitForOneAsync(found);
    }
}
