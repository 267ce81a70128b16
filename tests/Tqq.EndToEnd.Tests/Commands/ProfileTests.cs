using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Commands;

/// <summary>GetInfo (protocol.md §5.4).</summary>
public sealed class ProfileTests(SharedServer shared)
{
    private static readonly object Fields = new
    {
        fields = new Dictionary<string, string>
        {
            ["AD"] = "地址", ["AG"] = "19", ["BT"] = "2", ["CO"] = "6", ["CT"] = "苏州", ["CY"] = "中华人民共和国", ["EM"] = "a@example.org",
                ["HP"] = "http://example.org",
            ["JB"] = "学生", ["MO"] = "13612345678", ["PC"] = "邮编", ["PH"] = "电话", ["PR"] = "hello......", ["PV"] = "江苏", ["RN"] = "Somebody",
                ["SC"] = "毕业院校", ["SH"] = "3",
        },
    };

    private async Task<Person> WithProfileAsync(string whoMayAdd = "anyone")
    {
        var person = await shared.Server.AddOnlineAsync(whoMayAdd);
        using var edited = await shared.Server.AdminAsync(HttpMethod.Patch, $"accounts/{person.Uin}", Fields);
        Assert.True(edited.IsSuccessStatusCode);
        return person;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Level_0_and_1_are_brief(int level)
    {
        var me = await WithProfileAsync();
        Assert.Equal($"0&LV={level}&UN={me.Uin}&NK=Hackfan 好", await me.ResultAsync("GetInfo", $"&LV={level}&UN={me.Uin}"));
    }

    [Fact]
    public async Task Level_2_is_the_usual_one()
    {
        var me = await WithProfileAsync();
        Assert.Equal(
            $"0&AD=地址&AG=19&EM=a@example.org&FC=0&HP=http://example.org&JB=学生&LV=2&PC=邮编&PH=电话&PR=hello......&PV=江苏&RN=Somebody&SC=毕业院校&SX=0&UN={me.Uin}&NK=Hackfan 好",
            await me.ResultAsync("GetInfo", $"&LV=2&UN={me.Uin}"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(77)]
    public async Task Level_3_and_above_show_everything(int level)
    {
        var me = await WithProfileAsync();
        Assert.Equal(
            $"0&AD=地址&AG=19&BT=2&CO=6&CT=苏州&CV=%01&CY=中华人民共和国&EM=a@example.org&FC=0&HP=http://example.org&ID=-&JB=学生&LV={level}&MO=13612345678&MT=0&MV=&PC=邮编&PH=电话&PR=hello......&PV=江苏&RN=Somebody&SC=毕业院校&SH=3&SX=0&UN={me.Uin}&NK=Hackfan 好",
            await me.ResultAsync("GetInfo", $"&LV={level}&UN={me.Uin}"));
    }

    [Fact]
    public async Task Strangers_see_no_private_fields_and_a_masked_mobile_number()
    {
        var (me, other) = (await shared.Server.AddOnlineAsync(), await WithProfileAsync());
        var shown = await me.ResultAsync("GetInfo", $"&LV=3&UN={other.Uin}");
        Assert.StartsWith("0&AD=&AG=19&", shown, StringComparison.Ordinal);
        Assert.Contains("&EM=&", shown, StringComparison.Ordinal);
        Assert.Contains("&MO=136********&", shown, StringComparison.Ordinal);
        Assert.Contains("&PC=&PH=&PR=hello......&PV=江苏&RN=&", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Friends_see_private_fields_but_no_mobile_number()
    {
        var (me, other) = (await shared.Server.AddOnlineAsync(), await WithProfileAsync());
        await me.AskAsync("AddToList", $"&UN={other.Uin}");
        var shown = await me.ResultAsync("GetInfo", $"&LV=3&UN={other.Uin}");
        Assert.Contains("AD=地址", shown, StringComparison.Ordinal);
        Assert.Contains("&MO=136********&", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "AD=地址&AG=0&BT=2&CO=0&", "&EM=&", "&MO=13612345678&", "&PC=邮编&PH=&", "&RN=Somebody&SC=毕业院校&SH=3&")]
    [InlineData(false, "AD=&AG=0&BT=2&CO=0&", "&EM=&", "&MO=136********&", "&PC=邮编&PH=&", "&RN=&SC=&SH=3&")]
    public async Task The_owner_opens_and_closes_field_by_field(bool isFriend, params string[] shown)
    {
        var (me, other) = (await shared.Server.AddOnlineAsync(), await WithProfileAsync());
        using var edited = await shared.Server.AdminAsync(HttpMethod.Patch, $"accounts/{other.Uin}", new
        {
            whoSees = new Dictionary<string, string>
            {
                ["AG"] = "nobody", ["CO"] = "nobody", ["EM"] = "nobody", ["MO"] = "friends", ["PC"] = "everyone", ["PH"] = "nobody",
                ["SC"] = "friends",
            },
        });
        Assert.True(edited.IsSuccessStatusCode);
        if (isFriend)
            await me.AskAsync("AddToList", $"&UN={other.Uin}");
        var reply = await me.ResultAsync("GetInfo", $"&LV=3&UN={other.Uin}");
        Assert.All(shown, part => Assert.Contains(part, reply, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("&LV=3")]
    [InlineData("&UN=106814")]
    [InlineData("&LV=x&UN=106814")]
    [InlineData("&LV=3&UN=x")]
    public async Task A_missing_level_or_target_is_answered_with_null(string fields) =>
        Assert.Equal("NULL", await (await shared.Server.AddOnlineAsync()).ResultAsync("GetInfo", fields));
}
