using System.CommandLine;
using System.Globalization;
using System.Text;
using Tqq.Cli.Language;
using Tqq.Cli.Profiles;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>`tqq friends` and `tqq online`.</summary>
internal static class FriendCommands
{
    // Each nickname is a request of its own; servers bear a hundred at once (protocol.md §6).
    private const int MostNicks = 80;

    public static IEnumerable<Command> Create(TerminalOutput console) =>
    [
        TalkOptions.Command("friends", Localized.Of("List all friends.", "列出全部好友。"), console, [], async talk =>
            Show(talk, await FriendsAsync(talk))),
        TalkOptions.Command("online", Localized.Of("List the friends who are online.", "列出在线好友。"), console, [], async talk =>
            Show(talk, await OnlineAsync(talk))),
    ];

    private static int Show(Talk talk, IReadOnlyList<FriendJson> friends)
    {
        talk.Output.Rows(
            friends,
            TalkJson.Default.IReadOnlyListFriendJson,
            ["UIN", Localized.Of("NICK", "昵称"), Localized.Of("STATUS", "状态")],
            friend => [friend.Uin.ToString(CultureInfo.InvariantCulture), friend.Nick ?? "", friend.Status]);
        return ExitCode.Done;
    }

    private static async Task<IReadOnlyList<FriendJson>> OnlineAsync(Talk talk) =>
        [.. (await talk.Client.ListOnlineAsync(talk.Stopping)).Select(friend =>
            new FriendJson(friend.Uin, friend.Nick, StatusWords.Of(friend.Status)))];

    private static async Task<IReadOnlyList<FriendJson>> FriendsAsync(Talk talk)
    {
        var online = (await OnlineAsync(talk)).ToDictionary(friend => friend.Uin);
        var friends = new List<FriendJson>();
        foreach (var uin in await talk.Client.ListFriendsAsync(talk.Stopping))
        {
            if (!online.TryGetValue(uin, out var friend))
                friend = new(uin, friends.Count < MostNicks ? (await talk.Client.GetInfoAsync(uin, ProfileDetail.Brief, talk.Stopping)).Nick
                    : null, StatusWords.Of(UserStatus.Offline));
            friends.Add(friend);
        }

        return friends;
    }
}

/// <summary>`tqq add`, `accept`, `refuse`, `remove` and `requests`.</summary>
internal static class FriendshipCommands
{
    public static IEnumerable<Command> Create(TerminalOutput console) =>
        [Add(console), Accept(console), Refuse(console), Remove(console), Requests(console)];

    private static Command Add(TerminalOutput console)
    {
        var uin = TalkCommands.Uin();
        var words = Words("--words", Localized.Of("What to say to somebody who wants to be asked.", "对方需要验证时的附言。"));
        return TalkOptions.Command("add", Localized.Of("Make somebody a friend, or ask them.", "加好友（需要验证时发出请求）。"), console, [uin, words],
            async talk =>
        {
            var target = talk.Parsed.GetValue(uin);
            if (target == talk.Client.Uin)
                throw new CommandFailedException(ExitCode.Usage,
                    Localized.Of($"{target} is your own account: nobody can be a friend of themselves", $"{target} 是您自己的号码：不能把自己加为好友"));
            switch (await talk.Client.AddFriendAsync(target, talk.Stopping))
            {
                case AddResult.Added:
                    return Done(talk, "added", target, Localized.Of($"{target} is a friend", $"{target} 已是好友"));
                case AddResult.NeedsVerification:
                    await talk.Client.AskFriendAsync(target, talk.Parsed.GetValue(words)!, talk.Stopping);
                    return Done(talk, "asked", target, Localized.Of($"{target} is asked; the answer shows in {CommandHint.Of("listen")}",
                        $"已向 {target} 发出请求；结果见 {CommandHint.Of("listen")}"));
                default:
                    throw new CommandFailedException(ExitCode.Refused,
                        Localized.Of($"{target} lets nobody make it a friend", $"{target} 不允许任何人加为好友"));
            }
        });
    }

    // Before anything is asked: a request must not be half made when its words turn out to be too long.
    private static Option<string> Words(string name, string description)
    {
        var words = new Option<string>(name) { Description = description, HelpName = "TEXT", DefaultValueFactory = _ => "" };
        words.Validators.Add(result =>
        {
            var length = Encoding.UTF8.GetByteCount(result.GetValueOrDefault<string>() ?? "");
            if (length > TqqClient.LongestWords)
                result.AddError(Localized.Of($"{name} has {length} bytes of UTF-8 and may have {TqqClient.LongestWords}",
                    $"{name} 为 {length} 字节（UTF-8），最多 {TqqClient.LongestWords} 字节"));
        });
        return words;
    }

    private static Command Accept(TerminalOutput console)
    {
        var uin = TalkCommands.Uin();
        return TalkOptions.Command("accept", Localized.Of("Accept somebody's request.", "接受好友请求。"), console, [uin], async talk =>
        {
            var target = talk.Parsed.GetValue(uin);
            await talk.Client.AcceptFriendAsync(target, talk.Stopping);
            await talk.ForgetAsync(target);
            return (await talk.Client.ListFriendsAsync(talk.Stopping)).Contains(target)
                ? Done(talk, "accepted", target, Localized.Of($"{target} is a friend", $"{target} 已是好友"))
                : throw new CommandFailedException(ExitCode.Refused,
                    Localized.Of(
                    $"{target} has not asked; {CommandHint.Of("requests")} shows who has, {CommandHint.Of($"add {target}")} asks them",
                    $"{target} 没有发出请求；用 {CommandHint.Of("requests")} 查看，用 {CommandHint.Of($"add {target}")} 主动加"));
        });
    }

    private static Command Refuse(TerminalOutput console)
    {
        var uin = TalkCommands.Uin();
        var reason = Words("--reason", Localized.Of("What they read.", "对方看到的理由。"));
        return TalkOptions.Command("refuse", Localized.Of("Refuse somebody's request.", "拒绝好友请求。"), console, [uin, reason], async talk =>
        {
            var target = talk.Parsed.GetValue(uin);
            var hasAsked = talk.Api is { } api ? (await api.ListRequestsInAsync(talk.Stopping)).Any(request => request.Uin == target)
                : talk.Profile.Requests.Any(request => request.Uin == target)
                || (await talk.Client.PeekAsync(talk.Stopping)).Any(item => item is Incoming.FriendRequest && item.From == target);
            // Another client of the same account may have read the request, so it is refused in any case; but
            // nothing is claimed that is not known.
            await talk.Client.RefuseFriendAsync(target, talk.Parsed.GetValue(reason)!, talk.Stopping);
            await talk.ForgetAsync(target);
            if (!hasAsked)
                throw new CommandFailedException(ExitCode.Refused, Localized.Of(
                    $"{target} has not asked, as far as is known here; {CommandHint.Of("requests")} shows who has",
                        $"据此处所知，{target} 没有发出请求；用 {CommandHint.Of("requests")} 查看"));
            return Done(talk, "refused", target, Localized.Of($"{target} is refused", $"已拒绝 {target}"));
        });
    }

    private static Command Remove(TerminalOutput console)
    {
        var uin = TalkCommands.Uin();
        return TalkOptions.Command("remove", Localized.Of("Take somebody off the list of friends.", "删除好友。"), console, [uin], async talk =>
        {
            var target = talk.Parsed.GetValue(uin);
            if (!(await talk.Client.ListFriendsAsync(talk.Stopping)).Contains(target))
                throw new CommandFailedException(ExitCode.Refused,
                    Localized.Of($"{target} is no friend, so nothing was removed", $"{target} 不是好友，没有可删除的"));
            await talk.Client.RemoveFriendAsync(target, talk.Stopping);
            return Done(talk, "removed", target, Localized.Of($"{target} is no friend any more", $"已删除好友 {target}"));
        });
    }

    private static Command Requests(TerminalOutput console) => TalkOptions.Command(
        "requests", Localized.Of("List who asks to be a friend. Messages that wait stay where they are.", "列出好友请求（不取走等待的消息）。"), console, [],
            async talk =>
        {
            var all = talk.Api is { } api
                ? [.. (await api.ListRequestsInAsync(talk.Stopping)).Select(request => new SavedRequest(request.Uin, request.Words))]
                : await FindRequestsAsync(talk);
            talk.Output.Rows(
                all, TalkJson.Default.IReadOnlyListSavedRequest, ["UIN", Localized.Of("WORDS", "附言")], request =>
                    [request.Uin.ToString(CultureInfo.InvariantCulture), request.Words]);
            return ExitCode.Done;
        });

    // Those that the server says only once and that were shown, and those that it has not handed out.
    private static async Task<IReadOnlyList<SavedRequest>> FindRequestsAsync(Talk talk)
    {
        List<uint> answered = [.. talk.Profile.Answered];
        List<SavedRequest> waiting =
        [
            .. (await talk.Client.PeekAsync(talk.Stopping)).OfType<Incoming.FriendRequest>()
                .Where(request => !answered.Remove(request.From)).Select(request => new SavedRequest(request.From, request.Words)),
        ];
        var friends = await talk.Client.ListFriendsAsync(talk.Stopping);
        return [.. talk.Profile.Requests.Where(known => waiting.All(request => request.Uin != known.Uin))
            .Concat(waiting).Where(request => !friends.Contains(request.Uin))];
    }

    private static int Done(Talk talk, string done, uint uin, string line)
    {
        talk.Output.Value(new(done, uin), TalkJson.Default.DoneJson, line);
        return ExitCode.Done;
    }
}
