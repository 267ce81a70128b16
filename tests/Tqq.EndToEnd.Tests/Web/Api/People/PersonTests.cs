using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api.People;

/// <summary>Others through the API: how they are found, what they show, and what who is blocked sees from a client of 2005.</summary>
public sealed class PersonTests(SharedServer shared)
{
    [Fact]
    public async Task People_are_found_as_they_want_to_be()
    {
        var anna = await shared.Server.AddPersonAsync(nick: "Zuerst-Anna");
        using var page = await ApiClient.SignInAsync(anna);
        Assert.Equal([anna.Uin], await FindAsync(page, $"{anna.Uin}"));
        Assert.Empty(await FindAsync(page, "zuerst"));
        await page.AskAsync(HttpMethod.Patch, "me", new { settings = new { whoMayFind = "everyone" } });
        Assert.Equal([anna.Uin], await FindAsync(page, "zuERST"));
        // An administrator may change it as well.
        using (var edited = await shared.Server.AdminAsync(HttpMethod.Patch, $"accounts/{anna.Uin}", new { whoMayFind = "nobody" }))
            Assert.Contains("\"whoMayFind\":\"nobody\"",
                await edited.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(await FindAsync(page, $"{anna.Uin}"));
        foreach (var query in new[] { "", "?q=", "?q=%20", "?q=" + new string('x', 33), "?q=x&after=!", "?q=x&limit=0" })
            Assert.Equal("400 /errors/bad-input", await page.RefusalAsync(HttpMethod.Get, "people" + query));
    }

    [Fact]
    public async Task A_search_comes_in_parts()
    {
        var beginning = $"part{Guid.NewGuid():N}"[..12];
        ApiClient? page = null;
        foreach (var nick in new[] { beginning + "b", beginning + "a", beginning + "c" })
        {
            page?.Dispose();
            page = await ApiClient.SignInAsync(await shared.Server.AddPersonAsync(nick: nick));
            await page.AskAsync(HttpMethod.Patch, "me", new { settings = new { whoMayFind = "everyone" } });
        }

        var (nicks, query) = (new List<string>(), $"people?limit=2&q={beginning}");
        while (query is not null)
        {
            var part = await page!.AskAsync(HttpMethod.Get, query);
            nicks.AddRange(part.GetProperty("people").EnumerateArray().Select(one => one.GetProperty("nick").GetString()!));
            query = part.TryGetProperty("next", out var next) ? $"people?limit=2&q={beginning}&after={next.GetString()}" : null;
        }

        Assert.Equal([beginning + "a", beginning + "b", beginning + "c"], nicks);
        page!.Dispose();
    }

    [Fact]
    public async Task A_person_shows_strangers_less_than_friends()
    {
        var (anna, bao) = (await shared.Server.AddPersonAsync(), await shared.Server.AddOnlineAsync("anyone", "包"));
        using var page = await ApiClient.SignInAsync(anna);
        using (var other = await ApiClient.SignInAsync(bao))
            await other.AskAsync(HttpMethod.Patch, "me", new { profile = new { realName = "包", mobile = "13600000000", zodiac = "pig" } });
        Assert.Equal("""
            {"uin":UIN,"nick":"包","avatar":0,"friend":false,"blocked":false,"muted":false,"profile":{"nick":"包","avatar":0,"zodiac":"pig","mobile":"136********"},"words":{"en":{"zodiac":"pig"},"zh":{"zodiac":"猪"}}}
            """.Replace("UIN", $"{bao.Uin}", StringComparison.Ordinal),
            (await page.AskAsync(HttpMethod.Get, $"people/{bao.Uin}")).GetRawText());
        await page.AskAsync(HttpMethod.Post, "friends", new { uin = bao.Uin });
        await page.AskAsync(HttpMethod.Put, $"people/{bao.Uin}/mute", status: HttpStatusCode.NoContent);
        var friend = await page.AskAsync(HttpMethod.Get, $"people/{bao.Uin}");
        Assert.Equal((true, true, "online", "包"), (friend.GetProperty("friend").GetBoolean(), friend.GetProperty("muted").GetBoolean(),
            friend.GetProperty("status").GetString(), friend.GetProperty("profile").GetProperty("realName").GetString()));
        Assert.Equal("404 /errors/missing", await page.RefusalAsync(HttpMethod.Get, "people/4000000001"));
        Assert.Equal("400 /errors/bad-input", await page.RefusalAsync(HttpMethod.Get, "people/1"));
    }

    [Fact]
    public async Task Who_is_blocked_is_answered_as_ever_and_sees_a_stranger_who_is_offline()
    {
        var (anna, bao) = (await shared.Server.AddOnlineAsync("anyone"), await shared.Server.AddOnlineAsync());
        await bao.AskAsync("AddToList", $"&UN={anna.Uin}");
        await bao.FetchAsync();
        using var page = await ApiClient.SignInAsync(anna);
        await page.AskAsync(HttpMethod.Patch, "me", new { profile = new { realName = "安娜" } });
        await page.AskAsync(HttpMethod.Put, $"people/{bao.Uin}/block", status: HttpStatusCode.NoContent);
        Assert.Equal([bao.Uin], await ListAsync(page, "blocked"));
        Assert.Equal([$"99 {anna.Uin} 20"], await bao.FetchAsync());
        Assert.Equal("0&FC=&FN=1&SN=0&ST=&UN=&NK=", await bao.ResultAsync("Query_Stat", "&TN=1"));
        Assert.Contains("&RN=&", await bao.ResultAsync("GetInfo", $"&LV=3&UN={anna.Uin}"), StringComparison.Ordinal);
        Assert.Equal("0&", await bao.ResultAsync("CLTMSG", $"&UN={anna.Uin}&MG=hi"));
        await bao.AskAsync("DelFromList", $"&UN={anna.Uin}");
        Assert.Equal($"0&CD=1&UN={anna.Uin}", await bao.ResultAsync("AddToList", $"&UN={anna.Uin}"));
        Assert.Equal("0", await bao.ResultAsync("Ack_AddToList", $"&UN={anna.Uin}&CD=2&RS=me"));
        Assert.DoesNotContain(await anna.FetchAsync(), line => line[0] is '9' or '2' && line[1] == ' ');
        Assert.Equal("", string.Join(' ', (await page.AskAsync(HttpMethod.Get, "requests/in")).GetProperty("requests").EnumerateArray()));
        await page.AskAsync(HttpMethod.Delete, $"people/{bao.Uin}/block", status: HttpStatusCode.NoContent);
        Assert.Empty(await ListAsync(page, "blocked"));
        await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=ho");
        Assert.Contains($"9 {bao.Uin} ho ", await anna.FetchAsync());
    }

    [Fact]
    public async Task Nobody_marks_themselves_or_who_is_not_there()
    {
        var anna = await shared.Server.AddPersonAsync();
        using var page = await ApiClient.SignInAsync(anna);
        foreach (var mark in new[] { "block", "mute" })
        {
            Assert.Equal("400 /errors/bad-input", await page.RefusalAsync(HttpMethod.Put, $"people/{anna.Uin}/{mark}"));
            Assert.Equal("404 /errors/missing", await page.RefusalAsync(HttpMethod.Put, $"people/4000000001/{mark}"));
            await page.AskAsync(HttpMethod.Delete, $"people/4000000001/{mark}", status: HttpStatusCode.NoContent);
        }
    }

    private static async Task<uint[]> FindAsync(ApiClient page, string text) => await ListAsync(page, "people?q=" + text);

    private static async Task<uint[]> ListAsync(ApiClient page, string path) => [.. (await page.AskAsync(HttpMethod.Get, path))
        .GetProperty("people").EnumerateArray().Select(one => one.GetProperty("uin").GetUInt32())];
}
