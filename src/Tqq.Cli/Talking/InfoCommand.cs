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
                talk.Output.Json(new SortedDictionary<string, string>(profile.Fields.ToDictionary(), StringComparer.Ordinal) { ["UN"] = $"{profile.Uin}" }, TalkJson.Default.SortedDictionaryStringString);
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
                yield return [console.Key(field.English, field.Chinese), console.Key(value.English, value.Chinese)];
    }
}
