using System.Net;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;

namespace Tqq.EndToEnd.Tests.Web.Api.People;

/// <summary>Each field of a card is seen by whom its owner has chosen, through every door.</summary>
public sealed class WhoSeesTests(UnlimitedServer unlimited)
{
    // Who sees it, by field: some as by default, some more open, some less.
    private static readonly Dictionary<string, string> s_choices = new()
    {
        ["country"] = "nobody", ["province"] = "friends", ["city"] = "everyone", ["address"] = "everyone", ["postcode"] = "friends",
        ["phone"] = "nobody", ["mobile"] = "friends", ["email"] = "everyone", ["homePage"] = "nobody", ["realName"] = "nobody",
        ["job"] = "friends", ["school"] = "nobody",
    };

    private static string ValueOf(string field, string word) => $"{word}{field.ToUpperInvariant()}";

    [Theory]
    [InlineData("a stranger", "everyone")]
    [InlineData("somebody who has asked", "everyone")]
    [InlineData("a friend", "everyone friends")]
    [InlineData("a friend who is blocked", "everyone")]
    public async Task No_door_tells_a_field_to_whom_it_is_not_for(string who, string audiences)
    {
        var word = $"wq{Guid.NewGuid():N}"[..12];
        var (me, other) = (await unlimited.Server.AddPersonAsync(), await unlimited.Server.AddPersonAsync(nick: word));
        using var mine = await ApiClient.SignInAsync(me);
        using var theirs = await ApiClient.SignInAsync(other);
        await theirs.AskAsync(HttpMethod.Patch, "me", new
        {
            profile = s_choices.Keys.ToDictionary(field => field, field => ValueOf(field, word)),
            settings = new { whoMayFind = "everyone", whoSees = s_choices },
        });
        if (who != "a stranger")
            await mine.AskAsync(HttpMethod.Post, "friends", new { uin = other.Uin, words = "me" });
        if (who.StartsWith("a friend", StringComparison.Ordinal))
            await theirs.AskAsync(HttpMethod.Post, $"requests/in/{me.Uin}/accept", status: HttpStatusCode.NoContent);
        if (who == "a friend who is blocked")
            await theirs.AskAsync(HttpMethod.Put, $"people/{me.Uin}/block", status: HttpStatusCode.NoContent);
        await theirs.AskAsync(HttpMethod.Post, $"conversations/{me.Uin}/messages", new { text = "hi" }, HttpStatusCode.Created);

        using var walk = await OthersWalk.BeginAsync(unlimited.Server, mine);
        await walk.AskAllAsync(other.Uin);
        await walk.AskAllAsync(me.Uin);
        var found = await mine.AskAsync(HttpMethod.Get, $"people?q={word}");
        await theirs.AskAsync(HttpMethod.Patch, "me", new { profile = new { avatar = 3 } });
        await mine.AskAsync(HttpMethod.Post, $"conversations/{me.Uin}/messages", new { text = OthersWalk.End }, HttpStatusCode.Created);
        await me.LoginAsync();
        var wire = await Task.WhenAll(((int[])[0, 2, 3]).Select(level => me.ResultAsync("GetInfo", $"&LV={level}&UN={other.Uin}")));

        string[] told = [.. await walk.EndAsync(), found.GetRawText(), .. wire];
        Assert.Equal(s_choices.Where(one => audiences.Split(' ').Contains(one.Value)).Select(one => one.Key),
            s_choices.Keys.Where(field => told.Any(answer => answer.Contains(ValueOf(field, word), StringComparison.Ordinal))));
        Assert.Equal([other.Uin], found.GetProperty("people").EnumerateArray().Select(one => one.GetProperty("uin").GetUInt32()));
    }

    [Fact]
    public async Task A_choice_is_changed_by_itself_and_each_is_shown()
    {
        using var me = await ApiClient.SignInAsync(await unlimited.Server.AddPersonAsync());
        var before = WhoSees(await me.AskAsync(HttpMethod.Get, "me"));
        var after = WhoSees(await me.AskAsync(HttpMethod.Patch, "me", new { settings = new { whoSees = new { realName = "everyone" } } }));
        Assert.Equal("everyone", after["realName"]);
        Assert.Equal(before.Where(one => one.Key != "realName"), after.Where(one => one.Key != "realName"));
    }

    [Fact]
    public async Task An_administrator_sees_and_changes_the_same_choices()
    {
        var person = await unlimited.Server.AddPersonAsync();
        using var me = await ApiClient.SignInAsync(person);
        await me.AskAsync(HttpMethod.Patch, "me", new { settings = new { whoSees = new { school = "friends" } } });
        using var edited = await unlimited.Server.AdminAsync(
            HttpMethod.Patch, $"accounts/{person.Uin}", new { whoSees = new Dictionary<string, string> { ["AG"] = "nobody" } });
        Assert.True(edited.IsSuccessStatusCode);
        var shown = await unlimited.Server.GetAsync($"accounts/{person.Uin}");
        Assert.Equal(("friends", "nobody", "friends"), (shown.GetProperty("whoSees").GetProperty("SC").GetString(),
            shown.GetProperty("whoSees").GetProperty("AG").GetString(), shown.GetProperty("whoSees").GetProperty("RN").GetString()));
        Assert.Equal(("friends", "nobody"), (WhoSees(await me.AskAsync(HttpMethod.Get, "me"))["school"],
            WhoSees(await me.AskAsync(HttpMethod.Get, "me"))["age"]));
    }

    [Theory]
    [InlineData("friend")]
    [InlineData("stranger")]
    public async Task Ones_own_card_is_shown_as_others_are_shown_it(string viewer)
    {
        var (me, other) = (await unlimited.Server.AddPersonAsync("anyone"), await unlimited.Server.AddPersonAsync());
        using var mine = await ApiClient.SignInAsync(me);
        using var theirs = await ApiClient.SignInAsync(other);
        await mine.AskAsync(HttpMethod.Patch, "me", new
        {
            profile = s_choices.Keys.ToDictionary(field => field, field => ValueOf(field, "me")),
            settings = new { whoSees = s_choices },
        });
        if (viewer == "friend")
            await theirs.AskAsync(HttpMethod.Post, "friends", new { uin = me.Uin });
        Assert.Equal((await theirs.AskAsync(HttpMethod.Get, $"people/{me.Uin}")).GetRawText(),
            (await mine.AskAsync(HttpMethod.Get, $"me/card?as={viewer}")).GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?as=oneself")]
    public async Task Ones_own_card_is_shown_as_a_friend_or_a_stranger_sees_it_and_not_otherwise(string query)
    {
        using var me = await ApiClient.SignInAsync(await unlimited.Server.AddPersonAsync());
        Assert.Equal("400 /errors/bad-input", await me.RefusalAsync(HttpMethod.Get, $"me/card{query}"));
    }

    private static Dictionary<string, string> WhoSees(JsonElement me) => me.GetProperty("settings").GetProperty("whoSees")
        .EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetString()!);
}
