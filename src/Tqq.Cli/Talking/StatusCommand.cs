using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>`tqq status online|busy|invisible|offline`.</summary>
internal static class StatusCommand
{
    public static Command Create(TerminalOutput console)
    {
        var status = new Argument<string>("STATUS") { Description = Localized.Of("online, busy, invisible or offline.",
            "online 在线、busy 忙碌、invisible 隐身、offline 离线。") };
        status.AcceptOnlyFromAmong(StatusWords.All);
        return TalkOptions.Command("status", Localized.Of("Change one's own status.", "改变自己的状态。"), console, [status], async talk =>
        {
            var word = talk.Parsed.GetRequiredValue(status);
            await talk.Client.ChangeStatusAsync(StatusWords.Parse(word), talk.Stopping);
            talk.Output.Value(new(word, talk.Client.Uin), TalkJson.Default.DoneJson,
                Localized.Of($"{talk.Client.Uin} is {word}", $"{talk.Client.Uin} 的状态是 {word}"));
            return ExitCode.Done;
        });
    }
}

/// <summary>
/// The names of statuses: the same words in and out, so that scripts can rely on them; Chinese only in sentences for people.
/// </summary>
internal static class StatusWords
{
    public static readonly string[] All = ["online", "busy", "invisible", "offline"];

    public static string Of(UserStatus status) => status switch
    {
        UserStatus.Online => "online",
        UserStatus.Busy => "busy",
        UserStatus.Invisible => "invisible",
        _ => "offline",
    };

    public static UserStatus Parse(string word) => word switch
    {
        "online" => UserStatus.Online,
        "busy" => UserStatus.Busy,
        "invisible" => UserStatus.Invisible,
        _ => UserStatus.Offline,
    };

    /// <summary>In a sentence about what is so.</summary>
    public static string Said(UserStatus status) => status switch
    {
        UserStatus.Online => Localized.Of("is online", "在线"),
        UserStatus.Busy => Localized.Of("is busy", "忙碌"),
        _ => Localized.Of("is offline", "离线"),
    };

    /// <summary>In a sentence about what has changed.</summary>
    public static string Became(UserStatus status) => status switch
    {
        UserStatus.Online => Localized.Of("is online", "上线了"),
        UserStatus.Busy => Localized.Of("is busy", "转为忙碌"),
        _ => Localized.Of("is offline", "下线了"),
    };
}
