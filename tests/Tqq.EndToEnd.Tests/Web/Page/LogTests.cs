using System.Globalization;
using PuppeteerSharp;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What was said, as the page shows it: a part of it at a time, without a jump.</summary>
public sealed class LogTests(PageServer pages) : IClassFixture<PageServer>
{
    private const string Log = "document.querySelector('#log')";

    private readonly TestServer _server = pages.Server;

    [Fact]
    public async Task History_that_comes_above_moves_nothing_of_what_is_read()
    {
        var (me, other) = await TalkAsync(250);
        await using var browser = await OpenAsync(me, other);
        await browser.Page.EvaluateExpressionAsync(HoldHistory);
        await browser.Page.EvaluateExpressionAsync($"{Log}.scrollTop = 1000");
        await browser.Page.WaitForFunctionAsync("() => globalThis.release");
        var before = await browser.Page.EvaluateExpressionAsync<double>($"{Frames}.then(() => mark() )");

        await browser.Page.EvaluateExpressionAsync("release()");
        await browser.Page.WaitForFunctionAsync($"() => {Log}.scrollHeight > was + 2000");

        Assert.InRange(await browser.Page.EvaluateExpressionAsync<double>($"{Frames}.then(() => place())"), before - 1, before + 1);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact, LongRun]
    public async Task Who_reads_further_up_stays_there_and_a_button_in_the_colour_of_the_lamp_leads_to_what_is_new()
    {
        var (me, other) = await TalkAsync(40);
        await using var browser = await OpenAsync(me, other);
        await browser.Page.Keyboard.PressAsync("PageUp");
        await browser.Page.WaitForSelectorAsync(".jump.plain");
        Assert.Equal("text", await browser.Page.EvaluateExpressionAsync<string>("document.activeElement.id"));
        var before = await browser.Page.EvaluateExpressionAsync<double>($"{Log}.scrollTop");

        await PageServer.SayAsync(other, me, ["one", "two", "three"]);

        await browser.WaitForAsync(".jump", "3 new");
        Assert.Equal(before, await browser.Page.EvaluateExpressionAsync<double>($"{Log}.scrollTop"));
        await browser.Page.ClickAsync(".jump");
        await browser.Page.WaitForFunctionAsync("() => !document.querySelector('.jump')");
        await browser.WaitForAsync(".item:last-child .msg", "three");
        Assert.Equal("text", await browser.Page.EvaluateExpressionAsync<string>("document.activeElement.id"));
    }

    [Fact, LongRun]
    public async Task The_end_stays_in_sight_where_the_field_grows_before_the_page_hears_of_its_own_scrolling()
    {
        var (me, other) = await TalkAsync(40);
        await using var browser = await OpenAsync(me, other);

        await browser.Page.EvaluateExpressionAsync(
            $"document.querySelector('#text').style.minHeight = '300px'; {Log}.dispatchEvent(new Event('scroll')); {Frames}");

        Assert.InRange(await browser.Page.EvaluateExpressionAsync<double>(
            $"{Log}.scrollHeight - {Log}.scrollTop - {Log}.clientHeight"), -1, 1);
    }

    [Fact, LongRun]
    public async Task A_message_that_was_found_is_shown_among_what_was_said_before_and_after_it()
    {
        var (me, other) = await TalkAsync(300, "the password of the router hangs behind the mirror", at: 120);
        await using var browser = await OpenAsync(me, other);

        await browser.Page.Keyboard.PressAsync("Tab");
        await browser.Page.ClickAsync("#search");
        await browser.Page.TypeAsync("#search", "mirror");
        await browser.WaitForAsync(".list .row", "behind the mirror");
        await browser.Page.ClickAsync(".list .row[href*='/at/']");

        await browser.WaitForAsync(".group.sought .msg", "behind the mirror");
        await browser.WaitForAsync(".item .msg", "text 119");
        await browser.WaitForAsync(".item .msg", "text 121");
        await browser.Page.ClickAsync(".jump");
        await browser.WaitForAsync(".item:last-child .msg", "text 300");
    }

    [Fact, LongRun]
    public async Task Where_what_is_unread_begins_stands_a_line_and_one_begins_to_read_there()
    {
        var (me, other) = await TalkAsync(10);
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForAsync(".item:last-child .msg", "text 10");
        await browser.GoAsync("");
        await browser.Page.WaitForFunctionAsync("() => !document.querySelector('#log')");
        await PageServer.SayAsync(other, me, Enumerable.Range(1, 40).Select(at => $"unread {at}"));
        await browser.WaitForAsync(".row .badge", "40");

        await browser.GoAsync($"chat/{other.Uin}");

        await browser.WaitForAsync(".day.new", "New");
        Assert.Equal("unread 1", await browser.ReadAsync(".item:has(.day.new) .msg"));
        Assert.True(await browser.Page.EvaluateExpressionAsync<bool>(
            $"document.querySelector('.day.new').getBoundingClientRect().top - {Log}.getBoundingClientRect().top < 100"));
        await browser.WaitForAsync(".jump", "40 new");
    }

    [Fact, LongRun]
    public async Task What_is_new_is_marked_where_the_server_answers_before_the_page_has_drawn()
    {
        var (me, other) = await TalkAsync(1);
        await PageServer.SayAsync(other, me, ["unread 1", "unread 2"]);
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.WaitForAsync(".row .badge", "2");
        await browser.Page.EvaluateFunctionAsync(AnswersAtOnce, $"/api/v1/conversations/{other.Uin}/messages");

        await browser.GoAsync($"chat/{other.Uin}");

        await browser.WaitForAsync(".day.new", "New");
        Assert.Equal("unread 1", await browser.ReadAsync(".item:has(.day.new) .msg"));
        await browser.Page.WaitForFunctionAsync("() => !document.querySelector('.row .badge')");
    }

    [Fact, LongRun]
    public async Task Ten_thousand_messages_take_few_nodes_and_no_task_of_50_ms_while_one_scrolls()
    {
        var (me, other) = await TalkAsync(1);
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.Page.EvaluateFunctionAsync(Endless, 10_000);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForAsync(".item .msg", "text 10000");

        var read = await browser.Page.EvaluateExpressionAsync<Scrolled>("scrollUp()");

        Assert.Equal(10_000, read.Seen);
        Assert.InRange(read.Nodes, 20, 600);
        Assert.InRange(await LongestStepAsync(browser.Page), 0m, 0.05m);
        Assert.Empty(await browser.ComplaintsAsync());
    }

    private const string Frames = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

    // What was said is asked for before the page asks, so that its answer is there as soon as the page asks.
    private const string AnswersAtOnce = """
        async path => {
          const own = fetch;
          const said = await (await own(`${path}?limit=60`)).text();
          globalThis.fetch = (asked, options) => String(asked).startsWith(`${path}?`)
            ? Promise.resolve(new Response(said, { headers: { 'Content-Type': 'application/json' } })) : own(asked, options);
        }
        """;

    // In place of the server: a conversation of so many messages, in pages. And somebody who scrolls.
    private const string Endless = """
        count => {
          const own = fetch;
          const text = id => `text ${id} ` + 'and something more that was said '.repeat(id * 7 % 11);
          const message = id => ({ id: String(id), kind: 'message', peer: 0, at: new Date(1.8e12 + id * 50000).toISOString(),
            sent: id % 5 < 2, text: text(id) });
          globalThis.fetch = async (path, options) => {
            const url = new URL(path, location.href);
            if (!/\/messages$/.test(url.pathname) || !url.searchParams.has('limit')) return own(path, options);
            const limit = Number(url.searchParams.get('limit'));
            const last = Number(url.searchParams.get('before') ?? count + 1) - 1;
            const ids = Array.from({ length: Math.min(limit, last) }, (_, at) => last - at);
            return new Response(JSON.stringify({ messages: ids.map(message), next: ids.length === limit ? String(ids.at(-1)) : undefined }),
              { headers: { 'Content-Type': 'application/json' } });
          };
          const log = () => document.querySelector('#log');
          const frame = () => new Promise(done => requestAnimationFrame(done));
          globalThis.scrollUp = async () => {
            const seen = new Set();
            let nodes = 0;
            while (!seen.has('1')) {
              for (const one of log().querySelectorAll('.item')) seen.add(one.dataset.key);
              nodes = Math.max(nodes, log().querySelectorAll('*').length);
              log().scrollTop -= 1200;
              await frame();
            }
            return { seen: seen.size, nodes };
          };
        }
        """;

    // History waits until it is let go. A message that can be read, in the middle, and where it stands.
    private const string HoldHistory = """
        (() => {
          const own = fetch;
          globalThis.fetch = async (path, options) => {
            if (path.includes('before=')) await new Promise(done => { globalThis.release = done; });
            return own(path, options);
          };
          globalThis.place = () => document.querySelector(`[data-key="${key}"] .msg`).getBoundingClientRect().top;
          globalThis.mark = () => {
            globalThis.was = document.querySelector('#log').scrollHeight;
            globalThis.key = document.elementFromPoint(700, 300).closest('.log').querySelectorAll('.item:has(.msg)')[12].dataset.key;
            return place();
          };
        })()
        """;

    // What the page's thread does for a step, in seconds of its own time: the machine has other things to do.
    private static async Task<decimal> LongestStepAsync(IPage page)
    {
        await page.Client.SendAsync("Performance.disable");
        await page.Client.SendAsync("Performance.enable", new { timeDomain = "threadTicks" });
        var (longest, before) = (0m, await BusyAsync());
        for (var step = 0; step < 100; step++)
        {
            await page.EvaluateExpressionAsync($"{Log}.scrollTop += 400; {Frames}");
            var after = await BusyAsync();
            (longest, before) = (Math.Max(longest, after - before), after);
        }

        return longest;

        async Task<decimal> BusyAsync() => (await page.MetricsAsync())["TaskDuration"];
    }

    private async Task<PageBrowser> OpenAsync(Person me, Person other)
    {
        var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.Page.WaitForSelectorAsync(".item .msg");
        await browser.Page.WaitForFunctionAsync("() => document.activeElement.id === 'text'");
        return browser;
    }

    /// <summary>Two people of whom the first has heard so many texts of the other and read them: "text 1" and so on.</summary>
    private async Task<(Person Me, Person Other)> TalkAsync(int count, string? special = null, int at = 0)
    {
        var (me, other) = (await _server.AddPersonAsync(nick: "Lin 林夏"), await _server.AddPersonAsync(nick: "阿宝 Bao"));
        using var mine = await ApiClient.SignInAsync(me);
        await PageServer.SayAsync(other, me, Enumerable.Range(1, count).Select(number =>
            number == at ? special! : string.Create(CultureInfo.InvariantCulture, $"text {number}")));
        await mine.AskAsync(HttpMethod.Post, $"conversations/{other.Uin}/read", new { }, System.Net.HttpStatusCode.NoContent);
        return (me, other);
    }

    private sealed record Scrolled(int Seen, int Nodes);
}
