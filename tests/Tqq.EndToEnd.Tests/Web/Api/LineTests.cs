using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>One line sends a text, and one line is what comes.</summary>
public sealed class LineTests(SharedServer shared)
{
    private static ByteArrayContent Body(string text, string? type) => Body(Encoding.UTF8.GetBytes(text), type);

    private static ByteArrayContent Body(byte[] bytes, string? type)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return content;
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        using (answer)
            return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
    }

    private async Task<(Person Person, ApiClient Client)> ComeAsync()
    {
        var person = await shared.Server.AddPersonAsync();
        return (person, await ApiClient.SignInAsync(person));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "a=b&c=d+e")]
    [InlineData("application/json", """{"text":"x"}""")]
    [InlineData("text/plain", "暖气开了")]
    [InlineData(null, "The heating is on")]
    public async Task The_body_is_the_text_whatever_its_label(string? type, string text)
    {
        var ((_, client), bao) = (await ComeAsync(), await shared.Server.AddOnlineAsync());
        using var anna = client;
        foreach (var (at, end) in ((string[])["", "\n", "\r\n", "\n\n"]).Index())
            Assert.Matches("^200 sent [0-9]+\n$", await TextAsync(
                await anna.CallAsync(at % 2 == 0 ? HttpMethod.Post : HttpMethod.Put, $"to/{bao.Uin}", Body(text + end, type))));
        var messages = (await anna.AskAsync(HttpMethod.Get, $"conversations/{bao.Uin}/messages?after=0")).GetProperty("messages");
        Assert.Equal([text, text, text, text + "\n"], messages.EnumerateArray().Select(message => message.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task What_is_no_text_is_refused_in_words()
    {
        var ((_, client), bao) = (await ComeAsync(), await shared.Server.AddOnlineAsync());
        using var anna = client;
        var path = $"to/{bao.Uin}";
        Assert.Equal("400 /errors/bad-input", await anna.RefusalAsync(HttpMethod.Post, path, Body([0xFF, 0x41], "text/plain")));
        Assert.Equal("400 /errors/bad-input", await anna.RefusalAsync(HttpMethod.Post, path, Body("\n", "text/plain")));
        Assert.Equal("415 /errors/not-text", await anna.RefusalAsync(HttpMethod.Post, path, Body("x", "multipart/form-data; boundary=x")));
        Assert.Equal("413 /errors/too-long", await anna.RefusalAsync(HttpMethod.Post, path, Body(new string('x', 10_001), null)));
        Assert.Equal("413 /errors/too-large", await anna.RefusalAsync(HttpMethod.Post, path, Body(new string('x', 70_000), null)));
        Assert.Equal("404 /errors/missing", await anna.RefusalAsync(HttpMethod.Post, "to/4000000000", Body("x", null)));
        Assert.Equal("400 /errors/bad-input", await anna.RefusalAsync(HttpMethod.Post, "to/1", Body("x", null)));
        Assert.Empty(await bao.FetchAsync());
    }

    [Fact]
    public async Task A_token_of_right_send_alone_may_stand_in_the_query_and_no_other_secret()
    {
        var ((anna, client), bao) = (await ComeAsync(), await shared.Server.AddOnlineAsync());
        using var owner = client;
        using var tool = new ApiClient(shared.Server, anna.From);
        async Task<string> TokenAsync(string rights) => (await owner.AskAsync(
            HttpMethod.Post, "tokens", new { name = rights, rights }, HttpStatusCode.Created)).GetProperty("token").GetString()!;
        Assert.Matches("^200 sent [0-9]+\n$", await TextAsync(
            await tool.CallAsync(HttpMethod.Post, $"to/{bao.Uin}?auth={await TokenAsync("send")}", Body("hi", null))));
        Assert.Equal("403 /errors/not-allowed",
            await tool.RefusalAsync(HttpMethod.Post, $"to/{bao.Uin}?auth={await TokenAsync("all")}", Body("hi", null)));
        Assert.Equal("403 /errors/not-allowed",
            await tool.RefusalAsync(HttpMethod.Post, $"to/{bao.Uin}?auth={owner.Token}", Body("hi", null)));
        Assert.Equal("401 /errors/not-signed-in",
            await tool.RefusalAsync(HttpMethod.Get, $"listen?auth={await TokenAsync("read")}"));
    }

    [Fact]
    public async Task What_comes_in_is_a_line_each_and_what_would_break_a_line_is_escaped()
    {
        var ((anna, client), (bao, other)) = (await ComeAsync(), await ComeAsync());
        using var listener = client;
        using var sender = other;
        await using var lines = await EventReader.OpenAsync(listener, "listen");
        Assert.Equal("text/plain; charset=utf-8", lines.Answer.Content.Headers.ContentType?.ToString());
        foreach (var text in (string[])["你好", "two\nlines\t\\ \u001b[31m\u202e\u2028", "👨\u200d👩"])
            await sender.CallAsync(HttpMethod.Post, $"to/{anna.Uin}", Body(text, null));
        Assert.Equal($"{bao.Uin} 你好", await lines.LineAsync());
        Assert.Equal($@"{bao.Uin} two\nlines\t\\ \u{{1B}}[31m\u{{202E}}\u{{2028}}", await lines.LineAsync());
        Assert.Equal($"{bao.Uin} 👨\u200d👩", await lines.LineAsync());
    }

    [Fact]
    public async Task It_begins_where_it_is_told_and_ends_after_so_many()
    {
        var ((anna, client), (bao, other)) = (await ComeAsync(), await ComeAsync());
        using var listener = client;
        using var sender = other;
        foreach (var text in (string[])["1", "2", "3"])
            await sender.CallAsync(HttpMethod.Post, $"to/{anna.Uin}", Body(text, null));
        await listener.CallAsync(HttpMethod.Post, $"to/{bao.Uin}", Body("mine", null));
        Assert.Equal($"200 {bao.Uin} 1\n{bao.Uin} 2\n{bao.Uin} 3\n",
            await TextAsync(await listener.CallAsync(HttpMethod.Get, "listen?since=10m&count=3")));
        var page = await listener.AskAsync(HttpMethod.Get, $"conversations/{bao.Uin}/messages?after=0&limit=1");
        var first = page.GetProperty("messages")[0].GetProperty("id").GetString();
        using var json = await listener.CallAsync(
            HttpMethod.Get, $"listen?after={first}&count=1", headers: ("Accept", "application/x-ndjson"));
        Assert.Equal("application/x-ndjson", json.Content.Headers.ContentType?.MediaType);
        var message = JsonDocument.Parse(await json.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(("2", $"{bao.Uin}", false), (message.GetProperty("text").GetString(), message.GetProperty("peer").GetRawText(),
            message.GetProperty("sent").GetBoolean()));
    }

    [Fact]
    public async Task A_line_of_json_says_its_place_which_is_of_one_epoch_alone()
    {
        var ((anna, client), (_, other)) = (await ComeAsync(), await ComeAsync());
        using var listener = client;
        using var sender = other;
        foreach (var text in (string[])["1", "2"])
            await sender.CallAsync(HttpMethod.Post, $"to/{anna.Uin}", Body(text, null));
        async Task<JsonElement> NextAsync(string from)
        {
            using var line = await listener.CallAsync(
                HttpMethod.Get, $"listen?{from}&count=1", headers: ("Accept", "application/x-ndjson"));
            return JsonDocument.Parse(await line.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        }

        var first = await NextAsync("since=10m");
        var (id, place) = (first.GetProperty("id").GetString(), first.GetProperty("after").GetString()!);
        Assert.Matches($"^[0-9]+-{id}$", place);
        Assert.Equal("2", (await NextAsync($"after={place}")).GetProperty("text").GetString());
        Assert.Equal("410 /errors/gone", await listener.RefusalAsync(HttpMethod.Get, $"listen?after=1{place}"));
    }

    [Theory]
    [InlineData("listen?since=10", "400 /errors/bad-input")]
    [InlineData("listen?since=m", "400 /errors/bad-input")]
    [InlineData("listen?since=99999999d", "400 /errors/bad-input")]
    [InlineData("listen?since=10m&after=1", "400 /errors/bad-input")]
    [InlineData("listen?count=0", "400 /errors/bad-input")]
    [InlineData("listen?after=x", "400 /errors/bad-input")]
    [InlineData("listen?after=5-1", "410 /errors/gone")]
    [InlineData("listen?after=99", "410 /errors/gone")]
    public async Task A_place_that_is_none_is_refused_in_words(string path, string refusal)
    {
        var (_, client) = await ComeAsync();
        using var listener = client;
        Assert.Equal(refusal, await listener.RefusalAsync(HttpMethod.Get, path));
    }
}
