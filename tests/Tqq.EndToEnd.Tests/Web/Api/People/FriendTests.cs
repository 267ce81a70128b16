using System.Net;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api.People;

/// <summary>Friends and requests through the API, with clients of 2005 on the other side.</summary>
public sealed class FriendTests(SharedServer shared)
{
    [Fact]
    public async Task Somebody_whom_anyone_may_add_is_a_friend_at_once_and_goes_again()
    {
        var (anna, bao) = (await shared.Server.AddPersonAsync(), await shared.Server.AddOnlineAsync("anyone", "包"));
        using var page = await ApiClient.SignInAsync(anna);
        Assert.Equal("added", await AddAsync(page, bao.Uin));
        var friend = Assert.Single(await FriendsAsync(page));
        Assert.Equal((bao.Uin, "包", "online"),
            (friend.GetProperty("uin").GetUInt32(), friend.GetProperty("nick").GetString(), friend.GetProperty("status").GetString()));
        Assert.False(friend.TryGetProperty("introduction", out _));
        using (var other = await ApiClient.SignInAsync(bao))
            await other.AskAsync(HttpMethod.Patch, "me", new { profile = new { introduction = "深圳" } });
        Assert.Equal("深圳", (await FriendsAsync(page)).Single().GetProperty("introduction").GetString());
        Assert.Equal($"0&FN=1&SN=1&UN={anna.Uin},", await bao.ResultAsync("List", "&TN=1"));
        await bao.LogoutAsync();
        Assert.Equal("offline", (await FriendsAsync(page)).Single().GetProperty("status").GetString());
        await page.AskAsync(HttpMethod.Delete, $"friends/{bao.Uin}", status: HttpStatusCode.NoContent);
        Assert.Empty(await FriendsAsync(page));
        using var again = await page.CallAsync(HttpMethod.Delete, $"friends/{bao.Uin}");
        Assert.Equal((HttpStatusCode.TooManyRequests, 30d), (again.StatusCode, again.Headers.RetryAfter!.Delta!.Value.TotalSeconds));
    }

    [Fact]
    public async Task Somebody_who_wants_to_be_asked_is_asked_with_words_and_the_request_stands_on_both_sides_until_it_is_answered()
    {
        var (anna, bao) = (await shared.Server.AddPersonAsync(), await shared.Server.AddOnlineAsync());
        using var page = await ApiClient.SignInAsync(anna);
        using var other = await ApiClient.SignInAsync(bao);
        Assert.Equal("needs-words", await AddAsync(page, bao.Uin));
        Assert.Equal("asked", await AddAsync(page, bao.Uin, "我是安娜"));
        Assert.Equal([$"2 {anna.Uin} 我是安娜"], await bao.FetchAsync());
        Assert.Equal($"{bao.Uin} 我是安娜", await RequestsAsync(page, "out"));
        Assert.Equal($"{anna.Uin} 我是安娜", await RequestsAsync(other, "in"));
        await other.AskAsync(HttpMethod.Post, $"requests/in/{anna.Uin}/refuse", new { reason = "不认识" }, HttpStatusCode.NoContent);
        Assert.Equal(("refused 不认识", ""), (await AnswersAsync(page), await RequestsAsync(other, "in")));
        await anna.LoginAsync();
        Assert.Equal([$"4 {bao.Uin} 不认识"], await anna.FetchAsync());
        await AddAsync(page, bao.Uin, "bitte");
        Assert.Equal("waiting ", await AnswersAsync(page));
        await other.AskAsync(HttpMethod.Post, $"requests/in/{anna.Uin}/accept", status: HttpStatusCode.NoContent);
        Assert.Equal([$"3 {bao.Uin} "], (await anna.FetchAsync()).Where(line => line[0] == '3'));
        Assert.Single(await FriendsAsync(page));
        Assert.Single(await FriendsAsync(other));
        Assert.Equal("accepted ", await AnswersAsync(page));
        await page.AskAsync(HttpMethod.Delete, $"requests/out/{bao.Uin}", status: HttpStatusCode.NoContent);
        Assert.Equal("", await AnswersAsync(page));
        Assert.Equal("404 /errors/missing", await page.RefusalAsync(HttpMethod.Delete, $"requests/out/{bao.Uin}"));
        Assert.Equal("404 /errors/missing", await other.RefusalAsync(HttpMethod.Post, $"requests/in/{anna.Uin}/accept"));
        Assert.Equal("404 /errors/missing", await other.RefusalAsync(HttpMethod.Post, $"requests/in/{anna.Uin}/refuse", new { }));
    }

    [Fact]
    public async Task Whoever_asks_somebody_who_has_asked_them_is_a_friend_by_that()
    {
        var (anna, bao) = (await shared.Server.AddPersonAsync(), await shared.Server.AddOnlineAsync());
        using var page = await ApiClient.SignInAsync(anna);
        await bao.AskAsync("Ack_AddToList", $"&UN={anna.Uin}&CD=2&RS=me");
        Assert.Equal("added", await AddAsync(page, bao.Uin, "you"));
    }

    [Fact]
    public async Task Who_lets_nobody_add_them_who_is_not_there_and_what_may_not_be_is_said()
    {
        using var page = await ApiClient.SignInAsync(await shared.Server.AddPersonAsync());
        Assert.Equal("refused", await AddAsync(page, (await shared.Server.AddPersonAsync("nobody")).Uin, "me"));
        Assert.Equal("404 /errors/missing", await page.RefusalAsync(HttpMethod.Post, "friends", new { uin = 4_000_000_001 }));
        foreach (var body in new object[] { new { }, new { uin = 5 }, new { uin = 10_001, words = new string('好', 134) } })
            Assert.Equal("400 /errors/bad-input", await page.RefusalAsync(HttpMethod.Post, "friends", body));
        foreach (var query in new[] { "limit=0", "limit=201", "after=x", "after=-1" })
            foreach (var list in new[] { "friends", "requests/in", "requests/out", "blocked", "muted" })
                Assert.Equal("400 /errors/bad-input", await page.RefusalAsync(HttpMethod.Get, $"{list}?{query}"));
    }

    [Fact]
    public async Task A_list_comes_in_parts()
    {
        using var page = await ApiClient.SignInAsync(await shared.Server.AddPersonAsync());
        var friends = new List<uint>();
        for (var at = 0; at < 3; at++)
        {
            friends.Add((await shared.Server.AddPersonAsync("anyone")).Uin);
            await AddAsync(page, friends[^1]);
        }

        var (found, query) = (new List<uint>(), "limit=2");
        while (query is not null)
        {
            var part = await page.AskAsync(HttpMethod.Get, "friends?" + query);
            found.AddRange(part.GetProperty("friends").EnumerateArray().Select(friend => friend.GetProperty("uin").GetUInt32()));
            query = part.TryGetProperty("next", out var next) ? $"limit=2&after={next.GetString()}" : null;
        }

        Assert.Equal(friends.Order(), found);
    }

    [Fact]
    public async Task A_token_for_certain_people_sees_and_touches_no_others()
    {
        var (anna, bao, chen) = (await shared.Server.AddPersonAsync(), await shared.Server.AddPersonAsync("anyone"),
            await shared.Server.AddPersonAsync("anyone"));
        using var page = await ApiClient.SignInAsync(anna);
        foreach (var friend in new[] { bao, chen })
        {
            await AddAsync(page, friend.Uin);
            await page.AskAsync(HttpMethod.Put, $"people/{friend.Uin}/mute", status: HttpStatusCode.NoContent);
        }

        var made = await page.AskAsync(
            HttpMethod.Post, "tokens", new { name = "", rights = "all", peers = (uint[])[bao.Uin] }, HttpStatusCode.Created);
        using var program = new ApiClient(shared.Server, anna.From) { Token = made.GetProperty("token").GetString() };
        Assert.Equal([bao.Uin], (await FriendsAsync(program)).Select(friend => friend.GetProperty("uin").GetUInt32()));
        await page.AskAsync(HttpMethod.Post, $"conversations/{bao.Uin}/messages", new { text = "hello" }, HttpStatusCode.Created);
        await page.AskAsync(HttpMethod.Post, $"conversations/{chen.Uin}/messages", new { text = "secret" }, HttpStatusCode.Created);
        // Neither a line nor a cursor says that there is somebody else.
        foreach (var list in new[] { "friends?limit=1", $"friends?limit=1&after={bao.Uin}", "muted?limit=1",
            $"muted?limit=1&after={bao.Uin}", "requests/in?limit=1", "requests/out?limit=1", "blocked?limit=1", "conversations?limit=1",
            "messages?search=s&limit=1" })
        {
            var read = await program.AskAsync(HttpMethod.Get, list);
            Assert.DoesNotContain($"{chen.Uin}", read.GetRawText(), StringComparison.Ordinal);
            Assert.True(!read.TryGetProperty("next", out _) || read.GetRawText().Contains($"{bao.Uin}", StringComparison.Ordinal), list);
        }

        Assert.Equal("403 /errors/not-allowed", await program.RefusalAsync(HttpMethod.Get, $"messages?search=s&peer={chen.Uin}"));
        Assert.Equal("403 /errors/not-allowed", await program.RefusalAsync(HttpMethod.Get, $"people?q={chen.Uin}"));
        Assert.Equal("403 /errors/not-allowed",
            await program.RefusalAsync(HttpMethod.Patch, "me", new { settings = new { wireLogin = "off" } }));
        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Get, $"people/{chen.Uin}", null), (HttpMethod.Put, $"people/{chen.Uin}/block", null),
            (HttpMethod.Delete, $"friends/{chen.Uin}", null), (HttpMethod.Post, "friends", new { uin = chen.Uin }),
            (HttpMethod.Post, $"requests/in/{chen.Uin}/accept", null), (HttpMethod.Get, "me/export", null),
            (HttpMethod.Delete, "me", new { password = anna.Password }),
        })
            Assert.Equal("403 /errors/not-allowed", await program.RefusalAsync(method, path, body));
    }

    private static async Task<string> AddAsync(ApiClient page, uint uin, string? words = null) => (await page.AskAsync(
        HttpMethod.Post, "friends", words is null ? new { uin } : new { uin, words })).GetProperty("outcome").GetString()!;

    private static async Task<string> AnswersAsync(ApiClient page) => string.Join('|',
        (await page.AskAsync(HttpMethod.Get, "requests/out")).GetProperty("requests").EnumerateArray().Select(request =>
            $"{request.GetProperty("state")} {(request.TryGetProperty("reason", out var reason) ? reason.GetString() : "")}"));

    private static async Task<JsonElement[]> FriendsAsync(ApiClient page) =>
        [.. (await page.AskAsync(HttpMethod.Get, "friends")).GetProperty("friends").EnumerateArray()];

    private static async Task<string> RequestsAsync(ApiClient page, string way) => string.Join('|',
        (await page.AskAsync(HttpMethod.Get, "requests/" + way)).GetProperty("requests").EnumerateArray()
            .Select(request => $"{request.GetProperty("uin").GetUInt32()} {request.GetProperty("words").GetString()}"));
}
