using System.Net;
using System.Text;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>Conversations over the API, with a client of 2005 at the other end.</summary>
public sealed class ConversationTests(SharedServer shared)
{
    private static string Texts(JsonElement page) => string.Join(", ", page.GetProperty("messages").EnumerateArray().Select(message =>
        message.GetProperty("kind").GetString() == "deleted" ? "-"
            : $"{(message.GetProperty("sent").GetBoolean() ? ">" : "<")} {message.GetProperty("text").GetString()}"));

    private static async Task<string> SendAsync(ApiClient client, uint to, string text, string? key = null) =>
        (await client.AskAsync(HttpMethod.Post, $"conversations/{to}/messages", new { text }, HttpStatusCode.Created,
            key is null ? [] : [("Idempotency-Key", key)])).GetProperty("id").GetString()!;

    // Characters stand there as they are, not escaped: a body has 64 KiB.
    private static StringContent Utf8(string text) => new($$"""{"text":"{{text}}"}""", Encoding.UTF8, "application/json");

    [Fact]
    public async Task A_request_says_whether_anything_was_said_before_it()
    {
        var (anna, bao, chen) = (await shared.Server.AddPersonAsync(), await shared.Server.AddOnlineAsync(),
            await shared.Server.AddOnlineAsync());
        using var page = await ApiClient.SignInAsync(anna);
        await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=hello");
        foreach (var asker in new[] { bao, chen })
            await asker.AskAsync("Ack_AddToList", $"&UN={anna.Uin}&CD=2&RS=me");
        var shown = (await page.AskAsync(HttpMethod.Get, "conversations")).GetProperty("conversations").EnumerateArray();
        Assert.Equal([$"{chen.Uin} 0 True", $"{bao.Uin} 0 False"], shown.Select(one =>
            $"{one.GetProperty("peer")} {one.GetProperty("avatar")} {one.TryGetProperty("onlyRequest", out _)}"));
    }

    [Fact]
    public async Task What_the_server_itself_says_is_a_conversation_to_which_nothing_can_be_sent()
    {
        using var page = await ApiClient.SignInAsync(await shared.Server.AddPersonAsync());
        Assert.Equal("", Texts(await page.AskAsync(HttpMethod.Get, "conversations/10000/messages")));
        Assert.Equal("", Texts(await page.AskAsync(HttpMethod.Get, "messages?peer=10000&search=restart")));
        await page.AskAsync(HttpMethod.Delete, "conversations/10000", status: HttpStatusCode.NoContent);
        Assert.Equal("400 /errors/bad-input",
            await page.RefusalAsync(HttpMethod.Post, "conversations/10000/messages", new { text = "hi" }));
    }

    [Fact]
    public async Task What_is_sent_here_an_old_client_fetches_and_what_it_answers_stands_in_the_conversation()
    {
        var (anna, bao) = (await shared.Server.AddPersonAsync(nick: "安娜"), await shared.Server.AddOnlineAsync(nick: "Bao"));
        using var page = await ApiClient.SignInAsync(anna);
        var sent = await page.AskAsync(
            HttpMethod.Post, $"conversations/{bao.Uin}/messages", new { text = "你好, Bao" }, HttpStatusCode.Created);
        Assert.Equal(["9 " + anna.Uin + " 你好%2c Bao "], await bao.FetchAsync());
        await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=hello");

        var conversation = (await page.AskAsync(HttpMethod.Get, "conversations")).GetProperty("conversations")[0];
        Assert.Equal(($"{bao.Uin}", "Bao", "1", "hello"), (conversation.GetProperty("peer").GetRawText(),
            conversation.GetProperty("nick").GetString(), conversation.GetProperty("unread").GetRawText(),
            conversation.GetProperty("last").GetProperty("text").GetString()));
        var messages = await page.AskAsync(HttpMethod.Get, $"conversations/{bao.Uin}/messages");
        Assert.Equal("< hello, > 你好, Bao", Texts(messages));
        Assert.Equal(sent.GetProperty("id").GetString(), messages.GetProperty("messages")[1].GetProperty("id").GetString());
        Assert.Equal(sent.GetProperty("at").GetString(), messages.GetProperty("messages")[1].GetProperty("at").GetString());
        Assert.Matches(@"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\d\dZ$", sent.GetProperty("at").GetString());

        using var read = await page.CallAsync(HttpMethod.Post, $"conversations/{bao.Uin}/read", new { });
        Assert.Equal(HttpStatusCode.NoContent, read.StatusCode);
        Assert.Equal(0, (await page.AskAsync(HttpMethod.Get, "conversations")).GetProperty("conversations")[0]
            .GetProperty("unread").GetInt32());
    }

    [Fact]
    public async Task A_repeated_key_answers_what_the_first_answered_and_another_text_with_it_is_refused()
    {
        var (anna, bao) = (await shared.Server.AddPersonAsync(), await shared.Server.AddOnlineAsync());
        using var page = await ApiClient.SignInAsync(anna);
        var path = $"conversations/{bao.Uin}/messages";
        var first = await page.AskAsync(HttpMethod.Post, path, new { text = "once" }, HttpStatusCode.Created, ("Idempotency-Key", "k:1"));
        var second = await page.AskAsync(HttpMethod.Post, path, new { text = "once" }, HttpStatusCode.Created, ("Idempotency-Key", "k:1"));
        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Equal("422 /errors/key-reused",
            await page.RefusalAsync(HttpMethod.Post, path, new { text = "other" }, ("Idempotency-Key", "k:1")));
        Assert.Equal("400 /errors/bad-input",
            await page.RefusalAsync(HttpMethod.Post, path, new { text = "other" }, ("Idempotency-Key", new string('k', 65))));
        Assert.Single(await bao.FetchAsync());
        Assert.Equal("k:1", (await page.AskAsync(HttpMethod.Get, path)).GetProperty("messages")[0].GetProperty("key").GetString());
    }

    [Fact]
    public async Task Pages_go_backwards_and_forwards_and_what_is_deleted_is_gone()
    {
        var (anna, bao) = (await shared.Server.AddPersonAsync(), await shared.Server.AddPersonAsync());
        using var page = await ApiClient.SignInAsync(anna);
        var ids = new List<string>();
        foreach (var text in (string[])["1", "2", "3", "4", "5"])
            ids.Add(await SendAsync(page, bao.Uin, text));
        var path = $"conversations/{bao.Uin}/messages";
        var newest = await page.AskAsync(HttpMethod.Get, $"{path}?limit=2");
        Assert.Equal("> 5, > 4", Texts(newest));
        Assert.Equal("> 3, > 2", Texts(await page.AskAsync(HttpMethod.Get, $"{path}?limit=2&before={newest.GetProperty("next")}")));
        var behind = await page.AskAsync(HttpMethod.Get, $"{path}?after={ids[2]}");
        Assert.Equal("> 4, > 5", Texts(behind));
        Assert.False(behind.TryGetProperty("next", out _));

        using var deleted = await page.CallAsync(HttpMethod.Delete, $"{path}/{ids[4]}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal("-, > 4", Texts(await page.AskAsync(HttpMethod.Get, $"{path}?limit=2")));
        Assert.Equal("404 /errors/missing", await page.RefusalAsync(HttpMethod.Delete, $"{path}/{ids[4]}9"));
        Assert.Equal("404 /errors/missing",
            await page.RefusalAsync(HttpMethod.Delete, $"conversations/{anna.Uin}/messages/{ids[0]}"));
        using var all = await page.CallAsync(HttpMethod.Delete, $"conversations/{bao.Uin}");
        Assert.Equal(HttpStatusCode.NoContent, all.StatusCode);
        Assert.Equal("""{"conversations":[]}""", (await page.AskAsync(HttpMethod.Get, "conversations")).GetRawText());
        await bao.LoginAsync();
        Assert.Equal(5, (await bao.FetchAsync()).Length);
    }

    [Fact]
    public async Task Ten_thousand_characters_are_sent_at_once_whichever_they_are_and_one_more_is_not()
    {
        var bao = await shared.Server.AddOnlineAsync();
        var path = $"conversations/{bao.Uin}/messages";
        bao.NamesTarget = true;
        foreach (var one in (string[])["好", "😀"])
        {
            using var page = await ApiClient.SignInAsync(await shared.Server.AddPersonAsync());
            var text = string.Concat(Enumerable.Repeat(one, 10_000));
            await page.AskAsync(HttpMethod.Post, path, Utf8(text), HttpStatusCode.Created);
            var segments = (await bao.FetchAsync()).Select(item => item.Split(' ')[2]).ToList();
            Assert.Equal(text, string.Concat(segments));
            Assert.Equal("413 /errors/too-long", await page.RefusalAsync(HttpMethod.Post, path, Utf8(text + one)));
        }
    }

    [Theory]
    [InlineData("conversations/1/messages", "400 /errors/bad-input")]
    [InlineData("conversations/9999/messages", "400 /errors/bad-input")]
    [InlineData("conversations/x/messages", "404 /errors/missing")]
    [InlineData("conversations/10001/messages?limit=0", "400 /errors/bad-input")]
    [InlineData("conversations/10001/messages?limit=201", "400 /errors/bad-input")]
    [InlineData("conversations/10001/messages?limit=x", "400 /errors/bad-input")]
    [InlineData("conversations/10001/messages?before=-1", "400 /errors/bad-input")]
    [InlineData("conversations/10001/messages?before=3&after=2", "400 /errors/bad-input")]
    [InlineData("conversations?before=x", "400 /errors/bad-input")]
    public async Task What_is_no_page_is_refused_in_words(string path, string refusal)
    {
        using var page = await ApiClient.SignInAsync(await shared.Server.AddPersonAsync());
        Assert.Equal(refusal, await page.RefusalAsync(HttpMethod.Get, path));
    }

    [Fact]
    public async Task What_cannot_be_sent_says_why()
    {
        var (anna, bao) = (await shared.Server.AddPersonAsync(), await shared.Server.AddPersonAsync());
        using var page = await ApiClient.SignInAsync(anna);
        var path = $"conversations/{bao.Uin}/messages";
        Assert.Equal("400 /errors/bad-input", await page.RefusalAsync(HttpMethod.Post, path, new { text = "" }));
        Assert.Equal("400 /errors/bad-input", await page.RefusalAsync(HttpMethod.Post, path, new { }));
        Assert.Equal("404 /errors/missing",
            await page.RefusalAsync(HttpMethod.Post, "conversations/4000000000/messages", new { text = "hi" }));
        Assert.Equal("404 /errors/missing", await page.RefusalAsync(HttpMethod.Post, $"conversations/{bao.Uin}/read", new { }));
        for (var text = 0; ; text++)
        {
            using var answer = await page.CallAsync(HttpMethod.Post, path, new { text = $"{text}" });
            if (answer.StatusCode == HttpStatusCode.Created)
                continue;
            Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (answer.StatusCode, answer.Headers.GetValues("Retry-After").Single()));
            break;
        }
    }

    [Fact]
    public async Task A_search_finds_in_all_conversations_or_in_one_and_nothing_of_others_than_a_token_is_for()
    {
        var (anna, bao, chen) =
            (await shared.Server.AddPersonAsync(), await shared.Server.AddPersonAsync(), await shared.Server.AddPersonAsync());
        using var page = await ApiClient.SignInAsync(anna);
        await SendAsync(page, bao.Uin, "明天下午去图书馆");
        await SendAsync(page, chen.Uin, "the library, 图书馆");
        await SendAsync(page, chen.Uin, "tomorrow");
        Assert.Equal("> the library, 图书馆, > 明天下午去图书馆", Texts(await page.AskAsync(HttpMethod.Get, "messages?search=图书馆")));
        Assert.Equal("> 明天下午去图书馆", Texts(await page.AskAsync(HttpMethod.Get, $"messages?search=图书馆&peer={bao.Uin}")));
        Assert.Equal("> tomorrow, > the library, 图书馆, > 明天下午去图书馆", Texts(await page.AskAsync(HttpMethod.Get, "messages")));
        var first = await page.AskAsync(HttpMethod.Get, "messages?limit=1");
        Assert.Equal("> the library, 图书馆",
            Texts(await page.AskAsync(HttpMethod.Get, $"messages?limit=1&before={first.GetProperty("next").GetString()}")));
        var made = await page.AskAsync(
            HttpMethod.Post, "tokens", new { name = "", rights = "read", peers = new[] { bao.Uin } }, HttpStatusCode.Created);
        using var program = new ApiClient(shared.Server, anna.From) { Token = made.GetProperty("token").GetString() };
        Assert.Equal("> 明天下午去图书馆", Texts(await program.AskAsync(HttpMethod.Get, "messages?search=图书馆")));
        Assert.Equal("> 明天下午去图书馆", Texts(await program.AskAsync(HttpMethod.Get, "messages")));
        Assert.Equal($"{bao.Uin}", (await program.AskAsync(HttpMethod.Get, "conversations")).GetProperty("conversations")
            .EnumerateArray().Single().GetProperty("peer").GetRawText());
    }

    [Fact]
    public async Task A_full_mailbox_refuses_in_words()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--mailbox-limit", "1");
        var (anna, bao) = (await server.AddPersonAsync(), await server.AddPersonAsync());
        using var page = await ApiClient.SignInAsync(anna);
        await SendAsync(page, bao.Uin, "fits");
        Assert.Equal("409 /errors/mailbox-full",
            await page.RefusalAsync(HttpMethod.Post, $"conversations/{bao.Uin}/messages", new { text = "does not" }));
    }
}
