using System.CommandLine;
using System.Globalization;
using Tqq.Cli.Language;
using Tqq.Cli.Profiles;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>`tqq history UIN`: what was said with somebody, oldest first, as far as the JSON API keeps it.</summary>
internal static class HistoryCommand
{
    private const int Usual = 50;
    private const int Most = 10_000;
    private const int MostOnPage = 200;

    public static Command Create(TerminalOutput console)
    {
        var uin = AccountNumber.Argument(
            Localized.Of("The other account's number, or 10000 for announcements.", "对方的号码；10000 为系统公告。"), orServer: true);
        var before = new Option<long?>("--before")
        {
            Description = Localized.Of("Only what was said before this message, as the last line of an earlier run names it.",
                "只显示此消息之前的内容（编号见上次运行的最后一行）。"),
            HelpName = "ID",
            CustomParser = result =>
            {
                if (long.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0)
                    return id;
                result.AddError(Localized.Of("--before must be the number of a message", "--before 应为消息编号"));
                return null;
            },
        };
        var limit = NumberOption.Create("--limit", "N", Usual, 1, Most, Localized.Of("How many messages.", "消息条数。"));
        var search = new Option<string?>("--search")
        {
            Description = Localized.Of("Only messages in which all of these words occur; a phrase stands in quotes of its own.",
                "只显示含有这些词的消息；短语请另加引号。"),
            HelpName = "TEXT",
        };
        return TalkOptions.Command(
            "history", Localized.Of("Show what was said with somebody, or search it. Needs a login with --api.",
                "显示或搜索与某人的聊天记录。需要用 --api 登录。"),
            console, [uin, before, limit, search], talk => ShowAsync(
                talk, talk.Parsed.GetValue(uin), talk.Parsed.GetValue(before), talk.Parsed.GetValue(limit), talk.Parsed.GetValue(search)));
    }

    private static async Task<int> ShowAsync(Talk talk, uint peer, long? before, int limit, string? search)
    {
        if (talk.Api is not { } api)
            throw new CommandFailedException(ExitCode.Usage, Localized.Of(
                $"HTTP QQ has no history: {CommandHint.Of($"login {talk.Client.Uin} --api URL")} signs in at the JSON API, which has one",
                $"HTTP QQ 没有聊天记录：请用 {CommandHint.Of($"login {talk.Client.Uin} --api 网址")} 登录服务器的 JSON API"));
        var (found, next) = await FindAsync(api, peer, before, limit, search, talk.Stopping);
        var (self, begun) = (talk.Client.Uin, DateTimeOffset.Now);
        found.Reverse();
        talk.Output.Lines(
            [.. found.Select(item => ToJson(item, self))], TalkJson.Default.IReadOnlyListSaidJson,
            [.. found.SelectMany(item => IncomingWords.ToLines(ToIncoming(item, self), item.At, begun))]);
        if (next is not null && !talk.Output.IsJson && talk.Output.Console.IsTerminal)
            talk.Output.Console.Line(Localized.Of($"* earlier ones: --before {next}", $"* 更早的消息：--before {next}"));
        return ExitCode.Done;
    }

    // Newest first, and before which message there may be more.
    private static async Task<(List<ApiMessage> Found, string? Next)> FindAsync(
        TqqApiClient api, uint peer, long? before, int limit, string? search, CancellationToken cancellationToken)
    {
        var (found, next) = (new List<ApiMessage>(), before?.ToString(CultureInfo.InvariantCulture));
        do
        {
            var count = Math.Min(MostOnPage, limit - found.Count);
            var page = search is null
                ? await api.ReadMessagesAsync(peer, next, limit: count, cancellationToken: cancellationToken)
                : await api.SearchMessagesAsync(search, peer, next, count, cancellationToken);
            // Of what was deleted only the place is left.
            found.AddRange(page.Messages.Where(item => item.Kind != "deleted"));
            next = page.Next;
        }
        while (next is not null && found.Count < limit);
        return (found, next);
    }

    private static Incoming ToIncoming(ApiMessage item, uint self)
    {
        var (from, text) = (item.Sent == true ? self : item.Peer, item.Text ?? "");
        return item.Kind switch
        {
            "request" => new Incoming.FriendRequest(from, text),
            "accepted" => new Incoming.Accepted(from),
            "refused" => new Incoming.Refused(from, text),
            "notice" => new Incoming.Notice(from, text),
            _ => new Incoming.Message(from, text),
        };
    }

    private static SaidJson ToJson(ApiMessage item, uint self) => item.Sent == true
        ? new(item.Id, item.At, item.Kind, self, item.Peer, item.Text ?? "")
        : new(item.Id, item.At, item.Kind, item.Peer, self, item.Text ?? "");
}
