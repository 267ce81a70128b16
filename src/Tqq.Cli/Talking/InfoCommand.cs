using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>`tqq info UIN`: what an account shows of itself.</summary>
internal static class InfoCommand
{
    public static Command Create(TerminalOutput console)
    {
        var uin = TalkCommands.Uin();
        return TalkOptions.Command("info", Localized.Of("Show what an account tells of itself.", "查看资料。"), console, [uin], async talk =>
        {
            var profile = await talk.Client.GetInfoAsync(talk.Parsed.GetValue(uin), ProfileDetail.Full, talk.Stopping);
            if (talk.Output.IsJson)
                talk.Output.Json(new SortedDictionary<string,
                    string>(profile.Fields.ToDictionary(), StringComparer.Ordinal) { ["UN"] = $"{profile.Uin}" },
                    TalkJson.Default.SortedDictionaryStringString);
            else
                talk.Output.Console.Table([Localized.Of("FIELD", "项目"), Localized.Of("VALUE", "内容")], Rows(profile, talk.Output.Console));
            return ExitCode.Done;
        });
    }

    // Scripts read these lines: neither what stands before the tab nor what stands behind it changes with the language.
    private static IEnumerable<IReadOnlyList<string>> Rows(UserProfile profile, TerminalOutput console)
    {
        yield return ["UIN", $"{profile.Uin}"];
        foreach (var field in InfoWords.All)
            if (InfoWords.IsSaid(field.Key, profile) && InfoWords.ValueOf(field.Key, profile[field.Key]) is { English.Length: > 0 } value)
                yield return [console.Key(field.English, field.Chinese), OneLine(console.Key(value.English, value.Chinese))];
    }

    // An introduction has lines, and a row of the table is one.
    private static string OneLine(string value) => value.ReplaceLineEndings(" ");
}

/// <summary>The fields of a profile in words (protocol.md §5.4).</summary>
internal static class InfoWords
{
    public static readonly (string Key, string English, string Chinese)[] All =
    [
        ("NK", "nick", "昵称"), ("RN", "name", "真实姓名"), ("SX", "sex", "性别"), ("AG", "age", "年龄"), ("BT", "blood type", "血型"),
            ("CO", "constellation", "星座"),
        ("SH", "zodiac", "生肖"), ("CY", "country", "国家"), ("PV", "province", "省"), ("CT", "city", "城市"), ("AD", "address", "联系地址"),
            ("PC", "postcode", "邮编"),
        ("PH", "phone", "联系电话"), ("MO", "mobile", "移动电话"), ("EM", "e-mail", "Email"), ("HP", "home page", "网站"), ("SC", "school", "毕业院校"),
            ("JB", "job", "职业"),
        ("PR", "introduction", "简介"), ("FC", "avatar", "头像"),
    ];

    private static readonly Dictionary<string, (string English, string Chinese)[]> s_codes = new()
    {
        ["SX"] = [("male", "男"), ("female", "女")],
        ["BT"] = [("", ""), ("A", "A型"), ("B", "B型"), ("O", "O型"), ("AB", "AB型"), ("other", "其他")],
        ["CO"] =
        [
            ("", ""), ("Aquarius", "水瓶座"), ("Pisces", "双鱼座"), ("Aries", "牡羊座"), ("Taurus", "金牛座"), ("Gemini", "双子座"), ("Cancer", "巨蟹座"),
            ("Leo", "狮子座"), ("Virgo", "处女座"), ("Libra", "天秤座"), ("Scorpio", "天蝎座"), ("Sagittarius", "射手座"), ("Capricorn", "摩羯座"),
        ],
        ["SH"] =
        [
            ("", ""), ("rat", "鼠"), ("ox", "牛"), ("tiger", "虎"), ("rabbit", "兔"), ("dragon", "龙"), ("snake", "蛇"),
            ("horse", "马"), ("goat", "羊"), ("monkey", "猴"), ("rooster", "鸡"), ("dog", "狗"), ("pig", "猪"),
        ],
    };

    /// <summary>
    /// Whether the account has said it. The wire has 0 for an age and an avatar that nobody chose, and for men as well as for those who
    /// said nothing: nobody is called a man who may not have said so.
    /// </summary>
    public static bool IsSaid(string key, UserProfile profile) => (key, profile[key]) is not ("AG" or "FC" or "SX", "0");

    /// <summary>A value in both languages: codes as words, everything else as it came.</summary>
    public static (string English, string Chinese) ValueOf(string key, string value) =>
        s_codes.TryGetValue(key, out var names) && uint.TryParse(value, out var code) && code < names.Length ? names[code] : (value, value);
}
