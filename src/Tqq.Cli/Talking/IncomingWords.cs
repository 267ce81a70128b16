using System.Globalization;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>What came, as a line for people or as a value for scripts.</summary>
internal static class IncomingWords
{
    public static IncomingJson ToJson(Incoming item, DateTimeOffset at) => item switch
    {
        Incoming.Message message => new(at, "message", item.From, message.Text, null),
        Incoming.PresenceChange change => new(at, "status", item.From, null, StatusWords.Of(change.Status)),
        Incoming.FriendRequest request => new(at, "request", item.From, request.Words, null),
        Incoming.Accepted => new(at, "accepted", item.From, null, null),
        Incoming.Refused refused => new(at, "refused", item.From, refused.Reason, null),
        Incoming.Other other => new(at, $"type {other.Type}", item.From, other.Text, null),
        _ => throw new ArgumentOutOfRangeException(nameof(item)),
    };

    /// <summary>The line, with the time of day before it. Further lines of a text are indented; what could move the cursor is not shown.</summary>
    public static string ToLine(Incoming item, DateTimeOffset at)
    {
        var from = item.From.ToString(CultureInfo.InvariantCulture);
        var said = item switch
        {
            Incoming.Message message => $"{from}: {message.Text}",
            Incoming.PresenceChange change => $"* {from} {StatusWords.Said(change.Status)}",
            Incoming.FriendRequest request => Localized.Of($"* {from} asks to be a friend: {request.Words}  ('tqq accept {from}' or 'tqq refuse {from}')", $"* {from} 请求加为好友：{request.Words}（'tqq accept {from}' 或 'tqq refuse {from}'）"),
            Incoming.Accepted => Localized.Of($"* {from} is a friend now", $"* {from} 通过了好友请求"),
            Incoming.Refused refused => Localized.Of($"* {from} refuses to be a friend: {refused.Reason}", $"* {from} 拒绝了好友请求：{refused.Reason}"),
            Incoming.Other other => $"* {from} [{other.Type}] {other.Text}",
            _ => throw new ArgumentOutOfRangeException(nameof(item)),
        };
        return $"{at.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {string.Join("\n    ", said.Split('\n').Select(TerminalOutput.Clean))}";
    }
}
