using System.Text.RegularExpressions;
using Tqq.Core.Devices;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Server.Hosting.Settings;
using Tqq.Server.Storage;
using Tqq.Server.Web;
using Tqq.Server.Web.Admin;

namespace Tqq.Server.Tests.Web.Page;

/// <summary>
/// Every word of the admin API that the administrator's lists show has words of the page (`admin/parts/values.js`), in both languages.
/// </summary>
public sealed partial class ValueWordsTests
{
    // Names, which are the same in every language.
    private static readonly string[] s_names = ["API", "HTTP QQ"];

    /// <summary>What the API says of each thing.</summary>
    public static TheoryData<string, string[]> Values => new()
    {
        { "adding", [.. SettingWords.WordsOf<WhoMayAdd>()] },
        { "announcement", [.. SettingWords.WordsOf<AnnouncementState>()] },
        { "audience", [.. SettingWords.WordsOf<Audience>()] },
        { "backup", ["copying", "verifying"] },
        { "door", ["wire", .. SettingWords.WordsOf<DeviceKind>()] },
        { "finding", [.. SettingWords.WordsOf<WhoMayFind>()] },
        { "hearers", [.. SettingWords.WordsOf<AnnouncementAudience>()] },
        { "invitation", ["open", "used-up", "over"] },
        { "login", [.. SettingWords.WordsOf<WireLogin>()] },
        { "mark", ["start", "backup"] },
        { "registration", [.. SettingWords.WordsOf<RegistrationMode>()] },
        { "role", [.. SettingWords.WordsOf<AdminRole>().Except([SettingWords.Word(AdminRole.None)])] },
        { "source", [.. SettingWords.WordsOf<SettingSourceKind>(), "administrator"] },
        { "status", [.. SettingWords.WordsOf<Status>()] },
        { "who", ["token", "link", "nobody"] },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Each_value_has_words_in_both_languages(string about, string[] values)
    {
        var tables = Table().Matches(Read("admin/parts/values.js")).ToDictionary(
            table => table.Groups["about"].Value,
            table => Entry().Matches(table.Groups["entries"].Value)
                .ToDictionary(one => one.Groups["key"].Value, one => one.Groups["words"].Value));
        Assert.Equal(values.Order(), tables[about].Keys.Order());
        var chinese = Entry().Matches(Read("app/chinese.js") + Read("admin/words.js")).Select(one => one.Groups["key"].Value).ToHashSet();
        Assert.Subset(chinese, tables[about].Values.Except(s_names).ToHashSet());
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(PageSources.Root, file));

    [GeneratedRegex("^  (?<about>[a-z]+): \\{\n(?<entries>(?:    \"[^\"]+\": \"[^\"]+\",\n)+)  \\},$", RegexOptions.Multiline)]
    private static partial Regex Table();

    [GeneratedRegex("^ +\"(?<key>[^\"]+)\":\\s+\"(?<words>[^\"]+)\",$", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
