using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api.Me;

/// <summary>One's own account through the API, and what a client of 2005 sees of it.</summary>
public sealed class MeTests(SharedServer shared)
{
    private const string NewSettings = """
        {"whoMayAdd":"verify","whoMayFind":"by-number","whoSees":{"age":"everyone","bloodType":"everyone","constellation":"everyone","zodiac":"everyone","country":"everyone","province":"everyone","city":"everyone","address":"friends","postcode":"friends","phone":"friends","mobile":"nobody","email":"friends","homePage":"everyone","realName":"friends","job":"everyone","school":"everyone"},"refusesStrangers":false,"wireLogin":"password",
        """;

    [Fact]
    public async Task A_profile_is_typed_has_words_in_both_languages_and_is_what_the_wire_shows()
    {
        var person = await shared.Server.AddPersonAsync(nick: "小红");
        using var me = await ApiClient.SignInAsync(person);
        var changed = await me.AskAsync(HttpMethod.Patch, "me", new
        {
            profile = new
            {
                nick = "小红红", avatar = 27, sex = "female", age = 19, bloodType = "AB", constellation = "aries", zodiac = "dragon",
                country = "中国", province = "广东", city = "深圳", address = "a", postcode = "518000", phone = "1", mobile = "13600000000",
                email = "a@example.org", homePage = "http://a", realName = "红", job = "b", school = "c", introduction = "d",
            },
        });
        Assert.Equal("""
            {"nick":"小红红","avatar":27,"sex":"female","age":19,"bloodType":"AB","constellation":"aries","zodiac":"dragon","country":"中国","province":"广东","city":"深圳","address":"a","postcode":"518000","phone":"1","mobile":"13600000000","email":"a@example.org","homePage":"http://a","realName":"红","job":"b","school":"c","introduction":"d"}
            """, changed.GetProperty("profile").GetRawText());
        Assert.Equal("""
            {"en":{"sex":"female","bloodType":"AB","constellation":"Aries","zodiac":"dragon"},"zh":{"sex":"女","bloodType":"AB型","constellation":"牡羊座","zodiac":"龙"}}
            """, changed.GetProperty("words").GetRawText());
        await person.LoginAsync();
        Assert.Equal(
            "0&AD=a&AG=19&BT=4&CO=3&CT=深圳&CV=%01&CY=中国&EM=a@example.org&FC=27&HP=http://a&ID=-&JB=b&LV=3&MO=13600000000&MT=0&MV=&PC=518000"
            + $"&PH=1&PR=d&PV=广东&RN=红&SC=c&SH=5&SX=1&UN={person.Uin}&NK=小红红",
            await person.ResultAsync("GetInfo", $"&LV=3&UN={person.Uin}"));
        var less = await me.AskAsync(HttpMethod.Patch, "me", new { profile = new { age = 0, bloodType = "", city = "" } });
        Assert.False(less.GetProperty("profile").TryGetProperty("age", out _));
        Assert.False(less.GetProperty("words").GetProperty("zh").TryGetProperty("bloodType", out _));
        Assert.Equal("小红红", less.GetProperty("nick").GetString());
    }

    [Fact]
    public async Task A_sex_is_shown_to_those_alone_who_have_room_to_say_that_nobody_has_said_it()
    {
        var person = await shared.Server.AddPersonAsync();
        await person.LoginAsync();
        using var me = await ApiClient.SignInAsync(person);
        foreach (var (said, shown, words, wire) in new[] { (null, "", "", "0"), ("male", "male", "男", "0"), ("female", "female", "女", "1"),
            ("male", "male", "男", "0"), ("", "", "", "0") })
        {
            var now = said is null ? await me.AskAsync(HttpMethod.Get, "me")
                : await me.AskAsync(HttpMethod.Patch, "me", new { profile = new { sex = said } });
            Assert.Equal((shown, words), (SexOf(now.GetProperty("profile")), SexOf(now.GetProperty("words").GetProperty("zh"))));
            Assert.Contains($"&SX={wire}&", await person.ResultAsync("GetInfo", $"&LV=3&UN={person.Uin}"), StringComparison.Ordinal);
        }

        static string SexOf(System.Text.Json.JsonElement body) => body.TryGetProperty("sex", out var sex) ? sex.GetString()! : "";
    }

    [Fact]
    public async Task Settings_are_shown_whole_and_changed_one_by_one()
    {
        using var me = await ApiClient.SignInAsync(await shared.Server.AddPersonAsync());
        Assert.StartsWith(NewSettings.Trim(), (await me.AskAsync(HttpMethod.Get, "me")).GetProperty("settings").GetRawText(),
            StringComparison.Ordinal);
        foreach (var (setting, value) in new (string, object)[] { ("whoMayAdd", "nobody"), ("whoMayFind", "everyone"),
            ("refusesStrangers", true), ("wireLogin", "app-password"), ("requiresKey", true),
            ("keepsSent", "false") })
        {
            var settings = (await me.AskAsync(
                HttpMethod.Patch, "me", new { settings = new Dictionary<string, object> { [setting] = value } })).GetProperty("settings");
            Assert.Equal(value.ToString(), settings.GetProperty(setting).ToString(), ignoreCase: true);
        }

        var all = await me.AskAsync(HttpMethod.Patch, "me", new { settings = new { allowedAddresses = (string[])["127.0.0.0/8"] } });
        Assert.Equal("""["127.0.0.0/8"]""", all.GetProperty("settings").GetProperty("allowedAddresses").GetRawText());
        // Whoever would lock itself out is told so.
        Assert.Equal("400 /errors/bad-input",
            await me.RefusalAsync(HttpMethod.Patch, "me", new { settings = new { allowedAddresses = (string[])["203.0.113.1"] } }));
        Assert.False(all.GetProperty("settings").GetProperty("keepsSentNow").GetBoolean());
    }

    [Theory]
    [InlineData("""{"profile":{"city":"x","nick":""}}""")]
    [InlineData("""{"profile":{"age":201}}""")]
    [InlineData("""{"profile":{"bloodType":"C"}}""")]
    [InlineData("""{"profile":{"avatar":-1}}""")]
    [InlineData("""{"profile":{"CV":"x"}}""")]
    [InlineData("""{"profile":{"city":"x"},"settings":{"whoMayFind":"friends"}}""")]
    [InlineData("""{"settings":{"keepsSentNow":true}}""")]
    [InlineData("""{"profile":{"city":"x"},"settings":{"whoSees":{"nick":"nobody"}}}""")]
    [InlineData("""{"profile":{"city":"x"},"settings":{"whoSees":{"phone":"me"}}}""")]
    [InlineData("""{"profile":{"city":"x"},"settings":{"whoSees":{"phone":null}}}""")]
    [InlineData("""{"profile":{"city":"x"},"settings":{"disclosure":"nobody"}}""")]
    [InlineData("""{"settings":{"allowedAddresses":["10.1"]}}""")]
    [InlineData("""{"nick":"x"}""")]
    public async Task What_may_not_be_is_refused_and_nothing_of_it_is_changed(string body)
    {
        using var me = await ApiClient.SignInAsync(await shared.Server.AddPersonAsync());
        Assert.Equal("400 /errors/bad-input", await me.RefusalAsync(HttpMethod.Patch, "me", new StringContent(
            body, System.Text.Encoding.UTF8, "application/json")));
        Assert.False((await me.AskAsync(HttpMethod.Get, "me")).GetProperty("profile").TryGetProperty("city", out _));
    }

    [Fact]
    public async Task A_status_is_what_friends_see_and_too_many_changes_say_when_to_try_again()
    {
        var (anna, bao) = (await shared.Server.AddOnlineAsync("anyone"), await shared.Server.AddOnlineAsync());
        await bao.AskAsync("AddToList", $"&UN={anna.Uin}");
        await bao.FetchAsync();
        using var me = await ApiClient.SignInAsync(anna);
        Assert.Equal("""{"status":"busy"}""",
            (await me.AskAsync(HttpMethod.Put, "me/status", new { status = "busy" })).GetRawText());
        Assert.Equal([$"99 {anna.Uin} 30"], await bao.FetchAsync());
        Assert.Equal("busy", (await me.AskAsync(HttpMethod.Get, "me")).GetProperty("status").GetString());
        Assert.Equal("400 /errors/bad-input", await me.RefusalAsync(HttpMethod.Put, "me/status", new { status = "away" }));
        Assert.Equal("400 /errors/bad-input", await me.RefusalAsync(HttpMethod.Put, "me/status", new { }));
        for (var at = 0; at < 4; at++)
            await me.AskAsync(HttpMethod.Put, "me/status", new { status = at % 2 == 0 ? "online" : "busy" });
        using var late = await me.CallAsync(HttpMethod.Put, "me/status", new { status = "invisible" });
        Assert.Equal(HttpStatusCode.TooManyRequests, late.StatusCode);
        Assert.InRange(late.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 3);
    }
}
