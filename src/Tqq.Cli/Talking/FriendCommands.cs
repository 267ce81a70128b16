using System.CommandLine;
using System.Globalization;
using Tqq.Cli.Language;
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
        TalkOptions.Command("friends", Localized.Of("List all friends.", "列出全部好友。"), console, [], async talk => Show(talk, await FriendsAsync(talk))),
        TalkOptions.Command("online", Localized.Of("List the friends who are online.", "列出在线好友。"), console, [], async talk => Show(talk, await OnlineAsync(talk))),
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
        [.. (await talk.Client.ListOnlineAsync(talk.Stopping)).Select(friend => new FriendJson(friend.Uin, friend.Nick, StatusWords.Of(friend.Status)))];

    private static async Task<IReadOnlyList<FriendJson>> FriendsAsync(Talk talk)
    {
        var online = (await OnlineAsync(talk)).ToDictionary(friend => friend.Uin);
        var friends = new List<FriendJson>();
        foreach (var uin in await talk.Client.ListFriendsAsync(talk.Stopping))
        {
            if (!online.TryGetValue(uin, out var friend))
                friend = new(uin, friends.Count < MostNicks ? (await talk.Client.GetInfoAsync(uin, ProfileDetail.Brief, talk.Stopping)).Nick : null, StatusWords.Of(UserStatus.Offline));
            friends.Add(friend);
        }

        return friends;
    }
}
