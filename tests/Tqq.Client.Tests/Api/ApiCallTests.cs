using System.Net;

namespace Tqq.Client.Tests.Api;

/// <summary>What each call asks of the API and what it makes of the answer.</summary>
public sealed class ApiCallTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static async Task<(T Result, ApiRequest Asked)> AskAsync<T>(string answer, Func<TqqApiClient, Task<T>> ask)
    {
        using var api = new StubApi(_ => StubApi.Json(answer));
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        return (await ask(client), api.Asked.Single());
    }

    private static async Task<string> DoAsync(Func<TqqApiClient, Task> ask)
    {
        using var api = new StubApi(_ => StubApi.Done());
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        await ask(client);
        return $"{api.Asked.Single().Line} {api.Asked.Single().Body}".TrimEnd();
    }

    [Fact]
    public async Task A_password_opens_a_session_that_ends_with_the_client()
    {
        using var api = new StubApi(request => request.Line switch
        {
            "POST session" => StubApi.Json("""{"uin":10001,"session":"3","token":"tq_new"}""", HttpStatusCode.Created),
            "GET me" => StubApi.Json("""{"uin":10001,"nick":"小红","status":"online","later":[1]}"""),
            _ => StubApi.Done(),
        });
        var options = api.Options();
        (options.Token, options.Password, options.Device) = (null, "苹果 apple", "bot");
        await using (var client = await TqqApiClient.SignInAsync(options, Now))
        {
            Assert.Equal("tq_new", client.Token);
            Assert.Equal(new ApiMe(10001, "小红", UserStatus.Online), await client.GetMeAsync(Now));
        }

        Assert.Equal(["POST session", "GET me", "DELETE session"], api.Lines);
        var asked = api.Asked.ToList();
        Assert.Equal("""{"uin":10001,"password":"苹果 apple","device":"bot","token":true}""",
            System.Text.RegularExpressions.Regex.Unescape(asked[0].Body));
        Assert.Equal("Bearer tq_new", asked[2].Headers["Authorization"]);
    }

    [Fact]
    public async Task A_token_needs_no_request_and_stays_when_the_client_ends()
    {
        using var api = new StubApi(_ => StubApi.Done());
        await using (var client = await TqqApiClient.SignInAsync(api.Options(), Now))
            Assert.Equal((10001u, "tq_token"), (client.Uin, client.Token));
        Assert.Empty(api.Asked);
    }

    [Fact]
    public async Task Whose_a_token_is_is_asked_where_nobody_says()
    {
        using var api = new StubApi(_ => StubApi.Json("""{"uin":10007,"nick":"x","status":"busy"}"""));
        var options = api.Options();
        options.Uin = 0;
        await using var client = await TqqApiClient.SignInAsync(options, Now);
        Assert.Equal(10007u, client.Uin);
    }

    [Fact]
    public async Task Conversations_and_their_pages_are_asked_for()
    {
        var (page, asked) = await AskAsync($$"""
            {"conversations":[{"peer":10002,"unread":2,"nick":"Bao","last":{{StubStream.Item(17, "好")}},"readThrough":"15"}],"next":"17"}
            """, client => client.ListConversationsAsync("99", 10, Now));
        Assert.Equal(("GET conversations?limit=10&before=99", "Bearer tq_token"), (asked.Line, asked.Headers["Authorization"]));
        Assert.Equal(new ApiConversation(10002, 2, "Bao",
            new("17", "message", 10002, new(2027, 1, 31, 8, 0, 0, TimeSpan.Zero), false, "好"), "15"), Assert.Single(page.Conversations));
        Assert.Equal("17", page.Next);
    }

    [Fact]
    public async Task History_is_read_both_ways()
    {
        var (page, asked) = await AskAsync($$"""{"messages":[{{StubStream.Item(17, "好")}}]}""",
            client => client.ReadMessagesAsync(10002, after: "16", limit: 5, cancellationToken: Now));
        Assert.Equal("GET conversations/10002/messages?limit=5&after=16", asked.Line);
        Assert.Equal((null, "好"), (page.Next, Assert.Single(page.Messages).Text));
        Assert.Equal("GET conversations/10002/messages?limit=50&before=3",
            (await AskAsync("""{"messages":[]}""", client => client.ReadMessagesAsync(10002, before: "3",
                cancellationToken: Now))).Asked.Line);
    }

    [Fact]
    public async Task Messages_are_searched() => Assert.Equal("GET messages?limit=50&search=%22a%20b%22&peer=10002&before=9",
        (await AskAsync(
        """{"messages":[],"next":"7"}""", client => client.SearchMessagesAsync("\"a b\"", 10002, "9", cancellationToken: Now))).Asked.Line);

    [Fact]
    public async Task Sessions_and_tokens_are_listed_and_made()
    {
        const string Time = "2027-01-31T08:00:00.000Z";
        var (sessions, _) = await AskAsync($$"""
            {"sessions":[{"id":"3","kind":"program","name":"x","address":"192.0.2.7","begun":"{{Time}}","lastUsed":"{{Time}}","isThis":true}],
            "wire":{"address":"192.0.2.9","begun":"{{Time}}"} }
            """, client => client.ListSessionsAsync(Now));
        Assert.Equal(("3", "192.0.2.9"), (Assert.Single(sessions.Sessions).Id, sessions.Wire?.Address));
        var (tokens, _) = await AskAsync($$"""{"tokens":[{"id":"4","name":"heating","rights":"send","made":"{{Time}}","peers":[10002]}]}""",
            client => client.ListTokensAsync(Now));
        Assert.Equal([10002u], Assert.Single(tokens).Peers);
        var (made, asked) = await AskAsync($$"""{"id":"4","name":"heating","rights":"send","made":"{{Time}}","token":"tq_secret"}""",
            client => client.MakeTokenAsync(new("heating", "send", [10002]), Now));
        Assert.Equal(("tq_secret", "token 4"), (made.Token, $"{made}"));
        Assert.Equal(("POST tokens", """{"name":"heating","rights":"send","peers":[10002]}"""), (asked.Line, asked.Body));
    }

    [Fact]
    public async Task People_are_found_and_shown()
    {
        var (person, asked) = await AskAsync("""
            {"uin":10002,"nick":"小明","avatar":27,"friend":true,"blocked":false,"muted":true,"profile":{"sex":"male"},"words":{},"status":"busy"}
            """, client => client.GetPersonAsync(10002, Now));
        Assert.Equal(("GET people/10002", new ApiPerson(10002, "小明", 27, true, false, true, new(Sex: "male"), UserStatus.Busy)),
            (asked.Line, person));
        var (found, search) = await AskAsync("""{"people":[{"uin":10002,"nick":"小明","avatar":27}]}""",
            client => client.FindPeopleAsync("小 &", Now));
        Assert.Equal(("GET people?q=%E5%B0%8F%20%26", new ApiSomebody(10002, "小明", 27)), (search.Line, Assert.Single(found)));
    }

    [Fact]
    public async Task Lists_are_read_to_their_end()
    {
        const string Friend = """{"uin":UIN,"nick":"x","avatar":0,"status":"offline","since":"2027-01-31T08:00:00.000Z"}""";
        using var api = new StubApi(request => StubApi.Json(request.Line.Contains("after", StringComparison.Ordinal)
            ? $$"""{"friends":[{{Friend.Replace("UIN", "10003", StringComparison.Ordinal)}}]}"""
            : $$"""{"friends":[{{Friend.Replace("UIN", "10002", StringComparison.Ordinal)}}],"next":"10002"}"""));
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        Assert.Equal([10002u, 10003u], (await client.ListFriendsAsync(Now)).Select(friend => friend.Uin));
        Assert.Equal(["GET friends?limit=200", "GET friends?limit=200&after=10002"], api.Lines);
    }

    [Fact]
    public async Task Somebody_is_added()
    {
        var (outcome, asked) = await AskAsync("""{"outcome":"needs-words"}""", client => client.AddFriendAsync(10002, null, Now));
        Assert.Equal((ApiAddOutcome.NeedsWords, "POST friends", """{"uin":10002}"""), (outcome, asked.Line, asked.Body));
    }

    [Fact]
    public async Task Each_thing_that_is_done_has_its_request()
    {
        Assert.Equal("""POST conversations/10002/read {"through":"17"}""", await DoAsync(client => client.MarkReadAsync(10002, "17", Now)));
        Assert.Equal("DELETE conversations/10002", await DoAsync(client => client.DeleteConversationAsync(10002, Now)));
        Assert.Equal("DELETE conversations/10002/messages/17", await DoAsync(client => client.DeleteMessageAsync(10002, "17", Now)));
        Assert.Equal("""PUT me/status {"status":"invisible"}""", await DoAsync(client => client.SetStatusAsync(UserStatus.Invisible, Now)));
        Assert.Equal("""PATCH sessions/3 {"name":"x"}""", await DoAsync(client => client.RenameSessionAsync("3", "x", Now)));
        Assert.Equal("DELETE sessions/3", await DoAsync(client => client.EndSessionAsync("3", Now)));
        Assert.Equal("DELETE tokens/4", await DoAsync(client => client.RevokeTokenAsync("4", Now)));
        Assert.Equal("DELETE friends/10002", await DoAsync(client => client.RemoveFriendAsync(10002, Now)));
        Assert.Equal("POST requests/in/10002/accept", await DoAsync(client => client.AcceptFriendAsync(10002, Now)));
        Assert.Equal("""POST requests/in/10002/refuse {"reason":"no"}""", await DoAsync(client => client.RefuseFriendAsync(10002, "no",
            Now)));
    }

    [Fact]
    public async Task A_refusal_has_its_type_its_words_and_when_to_try_again()
    {
        using var api = new StubApi(_ => StubApi.Problem(429, "too-fast", "slower", 300));
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        var refused = await Assert.ThrowsAsync<TqqApiException>(() => client.GetMeAsync(Now));
        Assert.Equal((429, "/errors/too-fast", "slower", TimeSpan.FromSeconds(300)),
            (refused.Status, refused.Type, refused.Detail, refused.RetryAfter));
    }

    [Fact]
    public async Task Too_fast_is_waited_out_for_as_long_as_the_server_says()
    {
        var count = 0;
        using var api = new StubApi(_ => count++ < 2 ? StubApi.Problem(429, "too-fast", retryAfter: 5)
            : StubApi.Json("""{"uin":10001,"nick":"x","status":"online"}"""));
        var options = api.Options();
        var start = options.TimeProvider.GetUtcNow();
        await using var client = await TqqApiClient.SignInAsync(options, Now);
        await client.GetMeAsync(Now);
        Assert.Equal(TimeSpan.FromSeconds(10), options.TimeProvider.GetUtcNow() - start);
    }

    [Fact]
    public async Task What_is_no_api_is_told_from_one()
    {
        using var api = new StubApi(_ => new(HttpStatusCode.NotFound) { Content = new StringContent("<html>") });
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        var refused = await Assert.ThrowsAsync<TqqApiException>(() => client.GetMeAsync(Now));
        Assert.Equal((404, ""), (refused.Status, refused.Type));
        Assert.Contains("no JSON API", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_not_be_done_twice_is_not_repeated_where_it_may_have_been_done()
    {
        using var api = new StubApi(_ => StubApi.Broken());
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        await Assert.ThrowsAsync<ServerUnreachableException>(() => client.MakeTokenAsync(new("x", "send"), Now));
        Assert.Single(api.Asked);
    }

    [Theory]
    [InlineData("ftp://x", 10001u, "p", null)]
    [InlineData("http://u@x", 10001u, "p", null)]
    [InlineData("http://x", 10000u, "p", null)]
    [InlineData("http://x", 0u, "p", null)]
    [InlineData("http://x", 10001u, "", null)]
    public async Task Options_that_cannot_be_are_refused(string api, uint uin, string password, string? token) =>
        await Assert.ThrowsAsync<ArgumentException>(() => TqqApiClient.SignInAsync(
            new() { Api = new(api), Uin = uin, Password = password, Token = token }, Now));
}
