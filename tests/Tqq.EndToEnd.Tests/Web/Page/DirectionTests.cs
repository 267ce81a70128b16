using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>Texts and names that run from right to left, or have marks that would turn what follows, turn nothing around them.</summary>
[LongRun]
public sealed class DirectionTests(PageServer pages) : IClassFixture<PageServer>
{
    // An override of the direction that is never closed.
    private const string Turned = "\u202Eevil";

    // The left and right edges of a text within the first element that has it, in pixels.
    private const string Edges = """
        (selector, text) => {
          for (const one of document.querySelectorAll(selector)) {
            const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
            for (let node; (node = walk.nextNode());) {
              const at = node.data.indexOf(text);
              if (at < 0) continue;
              const range = new Range();
              range.setStart(node, at);
              range.setEnd(node, at + text.length);
              const { left, right } = range.getBoundingClientRect();
              return { left, right };
            }
          }
          throw new Error(`no ${selector} has ${text}`);
        }
        """;

    private readonly TestServer _server = pages.Server;

    [Fact]
    public async Task In_a_bubble_each_line_has_its_own_direction_and_an_address_is_read_from_the_left()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        await PageServer.SayAsync(other, me,
            ["a line that is wide\nثم بالعربية!\nand (back) again", "انظر https://example.org/a?b=1 قبل", Turned, "plain (text)."]);
        await using var browser = await OpenAsync(me, other);
        var bubble = ".item:first-child .msg";

        // The sentence ends at its left; the lines around it do not.
        var (first, arabic, mark) = (await EdgesAsync("a line"), await EdgesAsync("ثم"), await EdgesAsync("!"));
        Assert.True(first.Left < arabic.Left && mark.Left < arabic.Left);
        Assert.InRange(arabic.Right, (await EdgesAsync("is wide")).Right - 2, (await EdgesAsync("is wide")).Right + 2);
        Assert.InRange((await EdgesAsync("and (")).Left, first.Left - 1, first.Left + 1);
        Assert.True((await EdgesAsync("again")).Left > (await EdgesAsync("back")).Left);

        bubble = ".msg";
        Assert.True((await EdgesAsync("https")).Left < (await EdgesAsync("?b=1")).Left);
        Assert.True((await EdgesAsync("انظر")).Left > (await EdgesAsync("?b=1")).Right - 1);
        Assert.True((await EdgesAsync("plain")).Right <= (await EdgesAsync("(text).")).Left + 8);
        Assert.True((await EdgesAsync("(")).Left < (await EdgesAsync(").")).Left);

        // All of one author begin at one edge, whatever they are written in.
        Assert.Single(await browser.Page.EvaluateExpressionAsync<double[]>(
            "[...new Set([...document.querySelectorAll('.msg')].map(one => Math.round(one.getBoundingClientRect().left)))]"));

        Task<(double Left, double Right)> EdgesAsync(string text) => DirectionTests.EdgesAsync(browser, bubble, text);
    }

    [Fact]
    public async Task A_name_or_text_that_turns_leaves_number_time_and_words_beside_it_as_they_are()
    {
        var me = await _server.AddPersonAsync();
        var other = await _server.AddPersonAsync(nick: "مراد" + Turned);
        await PageServer.SayAsync(other, me, ["hi " + Turned]);
        await using var browser = await OpenAsync(me, other);
        foreach (var element in new[] { ".bar .sub", ".row time", ".meta time" })
            await AssertFromLeftAsync(browser, element);
        Assert.True((await EdgesAsync(browser, ".row .name", "مراد")).Left < (await EdgesAsync(browser, ".row time", ":")).Left);

        await browser.GoAsync($"chat/{other.Uin}/card");
        await browser.PressAsync(".side .actions .btn:nth-of-type(2)");
        await browser.WaitForOneAsync(".dialog form");
        // "Block NAME": the word stands before the name, and the sentence below is read from the left.
        Assert.True((await EdgesAsync(browser, ".dialog h2", "Block")).Right <= (await EdgesAsync(browser, ".dialog h2", "مراد")).Left);
        await AssertFromLeftAsync(browser, ".dialog p");
    }

    // Each letter of the first text of an element stands to the right of the one before it.
    private static async Task AssertFromLeftAsync(PageBrowser browser, string element)
    {
        var text = await browser.Page.EvaluateFunctionAsync<string>(
            "selector => document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT).nextNode().data.trim()", element);
        var edges = new List<double>();
        for (var length = 1; length <= text.Length; length++)
            edges.Add((await EdgesAsync(browser, element, text[..length])).Right);
        Assert.True(edges.Count > 3 && edges.SequenceEqual(edges.Order()), $"{text}: {string.Join(' ', edges)}");
    }

    private static async Task<(double Left, double Right)> EdgesAsync(PageBrowser browser, string element, string text)
    {
        var edges = await browser.Page.EvaluateFunctionAsync<JsonElement>(Edges, element, text);
        return (edges.GetProperty("left").GetDouble(), edges.GetProperty("right").GetDouble());
    }

    private async Task<PageBrowser> OpenAsync(Person me, Person other)
    {
        var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForOneAsync(".meta time");
        return browser;
    }
}
