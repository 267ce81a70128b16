using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>The lists of the page, however long, and what is done with keys alone.</summary>
public sealed class ListTests(PageServer pages) : IClassFixture<PageServer>
{
    // In place of the server: so many friends, in pages.
    private const string ManyFriends = """
        count => {
          const own = fetch;
          globalThis.fetch = async (path, options) => {
            const url = new URL(path, location.href);
            if (!url.pathname.endsWith('/api/v1/friends') || options?.method === 'POST') return own(path, options);
            const from = Number(url.searchParams.get('after') ?? 0);
            const friends = Array.from({ length: Math.min(200, count - from) }, (_, at) => ({
              uin: 3000000 + from + at, nick: `Friend ${String(from + at + 1).padStart(5, '0')}`, avatar: at,
              status: 'offline', since: '2027-01-31T08:00:00.000Z' }));
            const next = from + 200 < count ? String(from + 200) : undefined;
            return new Response(JSON.stringify({ friends, next }), { headers: { 'Content-Type': 'application/json' } });
          };
        }
        """;

    // In place of the server: so many conversations, in pages, of which the second is refused as often as one says.
    private const string ManyChats = """
        (count, refused) => {
          const own = fetch;
          globalThis.fetch = async (path, options) => {
            const url = new URL(path, location.href);
            if (!url.pathname.endsWith('/api/v1/conversations')) return own(path, options);
            const from = Number(url.searchParams.get('before') ?? count + 1);
            if (from < count - 1900 && refused-- > 0) return new Response('{"type":"/errors/busy"}', { status: 503 });
            const conversations = Array.from({ length: Math.min(200, from - 1) }, (_, at) => {
              const [id, peer] = [String(from - 1 - at), 3000000 + from - 1 - at];
              return { peer, unread: 0, muted: false, nick: `Somebody ${id}`, avatar: at,
                last: { id, peer, kind: 'message', at: '2027-01-31T08:00:00.000Z', sent: false, text: 'hi' } };
            });
            const next = from > 201 ? String(from - 200) : undefined;
            return new Response(JSON.stringify({ conversations, next }), { headers: { 'Content-Type': 'application/json' } });
          };
        }
        """;

    private readonly TestServer _server = pages.Server;

    [Fact, LongRun]
    public async Task Thousands_of_friends_take_few_nodes_and_keys_reach_the_first_and_the_last()
    {
        var me = await _server.AddPersonAsync();
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.Page.EvaluateFunctionAsync(ManyFriends, 5000);
        await browser.SignInAsync(me);

        await PressAsync(browser, "Alt", "2");
        await browser.WaitForAsync(".list h2", "5000");
        await browser.Page.WaitForFunctionAsync("() => document.activeElement.matches('a.row')");
        await browser.Page.Keyboard.PressAsync("End");
        await browser.Page.WaitForFunctionAsync("() => document.activeElement.innerText.includes('Friend 05000')");
        Assert.InRange(await browser.Page.EvaluateExpressionAsync<int>("document.querySelectorAll('.list *').length"), 50, 1000);
        await browser.Page.Keyboard.PressAsync("ArrowUp");
        await browser.Page.WaitForFunctionAsync("() => document.activeElement.innerText.includes('Friend 04999')");
        await browser.Page.Keyboard.PressAsync("Home");
        await browser.Page.WaitForFunctionAsync("() => document.activeElement.innerText.includes('Friend 00001')");

        Assert.Equal(1, await browser.Page.EvaluateExpressionAsync<int>("document.querySelectorAll('.list a.row[tabindex=\"0\"]').length"));
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact, LongRun]
    public async Task On_a_phone_the_list_behind_a_conversation_is_neither_drawn_whole_nor_read_on()
    {
        var me = await _server.AddPersonAsync();
        await using var browser = await PageBrowser.OpenAsync(_server, 390);
        await browser.Page.EvaluateFunctionAsync(ManyChats, 2500, 0);
        await browser.SignInAsync(me);
        await browser.WaitForAsync(".list .row", "Somebody 2500");

        await browser.GoAsync("chat/3002500");
        await browser.WaitForAsync(".talk .empty", "Nothing has been said yet.");
        await browser.Page.EvaluateExpressionAsync(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))");

        Assert.InRange(await browser.Page.EvaluateExpressionAsync<int>("document.querySelectorAll('.list a.row').length"), 1, 100);
        await browser.GoAsync("");
        await browser.WaitForAsync(".list .row", "Somebody 2500");
    }

    [Fact, LongRun]
    public async Task Of_thousands_of_conversations_more_are_read_when_the_end_comes_near()
    {
        var me = await _server.AddPersonAsync();
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.Page.EvaluateFunctionAsync(ManyChats, 2500, 1);
        await browser.SignInAsync(me);
        await browser.WaitForAsync(".list .row", "Somebody 2500");
        await browser.Page.FocusAsync(".list a.row");
        await browser.Page.Keyboard.PressAsync("End");
        await browser.WaitForAsync(".column .error", "The chats before these were not read.");
        await browser.Page.ClickAsync(".column .error button");
        await browser.WaitForNoneAsync(".column .error");
        await browser.WaitUntilAsync("""
            () => {
              document.querySelector('.list').scrollTop = 1e9;
              return [...document.querySelectorAll('.list .row .name')].some(one => one.innerText === 'Somebody 1');
            }
            """);
        Assert.InRange(await browser.Page.EvaluateExpressionAsync<int>("document.querySelectorAll('.list *').length"), 50, 1000);
    }

    [Fact]
    public async Task Somebody_without_a_mouse_finds_a_friend_writes_reads_a_card_and_sees_all_keys()
    {
        var (me, other) = (await _server.AddPersonAsync("anyone"), await _server.AddPersonAsync("anyone", "阿宝 Bao"));
        using (var mine = await ApiClient.SignInAsync(me))
            await mine.AskAsync(HttpMethod.Post, "friends", new { uin = other.Uin });
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);

        await browser.Page.WaitForSelectorAsync("#search");
        await browser.Page.Keyboard.PressAsync("/");
        await browser.Page.WaitForFunctionAsync("() => document.activeElement.id === 'search'");
        await browser.Page.Keyboard.TypeAsync("bao");
        await browser.WaitForAsync(".list .row", "Bao");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.Page.WaitForFunctionAsync("() => document.activeElement.id === 'text'");
        await browser.Page.Keyboard.TypeAsync("hi , Bao");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".meta.ok", "On the server");

        await PressAsync(browser, "Alt", "i");
        await browser.WaitForAsync(".side h2", "阿宝 Bao");
        // First the search is closed, then the card, and one is where one writes.
        await browser.Page.Keyboard.PressAsync("Escape");
        await browser.Page.Keyboard.PressAsync("Escape");
        await browser.Page.WaitForFunctionAsync("() => !document.querySelector('.side') && document.activeElement.id === 'text'");

        await PressAsync(browser, "Alt", "1");
        await browser.Page.WaitForFunctionAsync("() => document.activeElement.matches('a.row')");
        await browser.Page.Keyboard.PressAsync("?");
        await browser.WaitForAsync("dialog[open] h2", "Keys");
        await browser.Page.Keyboard.PressAsync("Escape");
        await browser.Page.WaitForFunctionAsync("() => !document.querySelector('dialog') && document.activeElement.matches('a.row')");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    private static async Task PressAsync(PageBrowser browser, string held, string key)
    {
        await browser.Page.Keyboard.DownAsync(held);
        await browser.Page.Keyboard.PressAsync(key);
        await browser.Page.Keyboard.UpAsync(held);
    }
}
