using System.Globalization;
using Tqq.Cli.Language;
using Tqq.Cli.Profiles;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>What came, as a line for people or as a value for scripts.</summary>
internal static class IncomingWords
{
    public static IncomingJson ToJson(Incoming item, DateTimeOffset at) => item switch
    {
        Incoming.Message message => new(at, "message", item.From, message.Text, null),
        Incoming.Notice notice => new(at, "notice", item.From, notice.Text, null),
        Incoming.PresenceChange change => new(at, "status", item.From, null, StatusWords.Of(change.Status)),
        Incoming.FriendRequest request => new(at, "request", item.From, request.Words, null),
        Incoming.Accepted => new(at, "accepted", item.From, null, null),
        Incoming.Refused refused => new(at, "refused", item.From, refused.Reason, null),
        Incoming.Other other => new(at, $"type {other.Type}", item.From, other.Text, null),
        _ => throw new ArgumentOutOfRangeException(nameof(item)),
    };

    /// <summary>
    /// The lines for people, with a time before the first: over HTTP QQ the time at which the item came here, because that does not say
    /// when
    /// it was sent. Further lines of a text are indented, so that none looks like an item of its own.
    /// </summary>
    /// <param name="item">What came.</param>
    /// <param name="at">When.</param>
    /// <param name="begun">When the command began: a time without a date is a time of that day.</param>
    /// <param name="mark">What stands behind it in brackets, or null.</param>
    public static IReadOnlyList<string> ToLines(Incoming item, DateTimeOffset at, DateTimeOffset begun, string? mark = null)
    {
        var from = item.From.ToString(CultureInfo.InvariantCulture);
        var said = item switch
        {
            Incoming.Message message => $"{from}: {message.Text}",
            Incoming.Notice notice => $"{from}: {notice.Text}",
            Incoming.PresenceChange change => $"* {from} {StatusWords.Became(change.Status)}",
            Incoming.FriendRequest request =>
                Localized.Of(
                $"* {from} asks to be a friend: {request.Words}"
                + $"  ({CommandHint.Of($"accept {from}")} or {CommandHint.Of($"refuse {from}")})",
                $"* {from} 请求加为好友：{request.Words}（{CommandHint.Of($"accept {from}")} 或 {CommandHint.Of($"refuse {from}")}）"),
            Incoming.Accepted => Localized.Of($"* {from} is a friend now", $"* {from} 通过了好友请求"),
            Incoming.Refused refused =>
                Localized.Of($"* {from} refuses to be a friend: {refused.Reason}", $"* {from} 拒绝了好友请求：{refused.Reason}"),
            Incoming.Other other => $"* {from} [{other.Type}] {other.Text}",
            _ => throw new ArgumentOutOfRangeException(nameof(item)),
        };
        var time = at.ToLocalTime().ToString(at.ToLocalTime().Date == begun.ToLocalTime().Date ? "HH:mm:ss"
            : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var lines = (mark is null ? said : $"{said}  [{mark}]").Split('\n');
        return [$"{time} {lines[0]}", .. lines.Skip(1).Select(line => "    " + line)];
    }
}
