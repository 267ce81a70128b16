using System.Collections.Immutable;
using System.Globalization;
using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>Reads what a command's reply has behind `RES=0` (protocol.md §5).</summary>
internal static class ReplyFields
{
    public static ParseFailure Read(BodyFields fields, Command command, out Reply? reply)
    {
        reply = command switch
        {
            Command.Login => Login(fields),
            Command.List => List(fields),
            Command.QueryStat => QueryStat(fields),
            Command.GetInfo => GetInfo(fields),
            Command.AddToList => Number(fields, "CD"u8) is { } code && Number(fields, "UN"u8) is { } target ? new AddToListReply(code, target) : null,
            Command.GetMsgEx => GetMsgEx(fields),
            Command.AckAddToList or Command.Logout => BareReply.Instance,
            _ => AmpersandReply.Instance,
        };
        return reply is null ? ParseFailure.MissingField : ParseFailure.None;
    }

    private static Reply? Login(BodyFields fields) => Number(fields, "RS"u8) switch
    {
        0 when Number(fields, "HI"u8) is { } heartbeat && Number(fields, "LI"u8) is { } lifetime =>
            new LoginReply(heartbeat, lifetime, Text(fields, "SK"u8)),
        > 0 => new LoginFailedReply(Text(fields, "RA"u8) ?? ""),
        _ => null,
    };

    private static Reply? List(BodyFields fields)
    {
        if (!fields.TryGetRaw("SN"u8, out _))
            return Number(fields, "FN"u8) is { } count ? new ListCountReply(count) : null;
        return ReplyLists.Numbers(fields, "UN"u8) is { } friends ? new ListReply(friends) : null;
    }

    private static Reply? QueryStat(BodyFields fields)
    {
        if (!fields.TryGetRaw("SN"u8, out _))
            return Number(fields, "FN"u8) is { } total ? new ListCountReply(total) : null;
        if (Number(fields, "SN"u8) is not { } count
            || ReplyLists.Numbers(fields, "FC"u8) is not { } avatars || ReplyLists.Numbers(fields, "ST"u8) is not { } statuses
            || ReplyLists.Numbers(fields, "UN"u8) is not { } uins || ReplyLists.Texts(fields, "NK"u8) is not { } nicks)
            return null;
        var complete = Math.Min(Math.Min((int)Math.Min(count, int.MaxValue), avatars.Length), Math.Min(statuses.Length, Math.Min(uins.Length, nicks.Length)));
        return new QueryStatReply([.. Enumerable.Range(0, complete).Select(at => new OnlineFriend(avatars[at], statuses[at], uins[at], nicks[at]))]);
    }

    private static GetInfoReply? GetInfo(BodyFields fields)
    {
        if (Number(fields, "LV"u8) is not { } level || Number(fields, "UN"u8) is not { } target)
            return null;
        var values = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var key in InfoKeys.OfLevel(level))
            if (key is not ("LV" or "UN") && Text(fields, [(byte)key[0], (byte)key[1]]) is { } value)
                values[key] = value;
        return new GetInfoReply(level, target, values.ToImmutable());
    }

    // MN counts; the lists may be longer (the article shows `MN=1&MT=9,9,`), and a shorter one ends it.
    private static GetMsgExReply? GetMsgEx(BodyFields fields)
    {
        if (Number(fields, "MN"u8) is not { } count || ReplyLists.Numbers(fields, "MT"u8) is not { } types
            || ReplyLists.Numbers(fields, "UN"u8) is not { } senders || ReplyLists.Texts(fields, "MG"u8) is not { } texts)
            return null;
        var complete = (int)Math.Min(count, (uint)Math.Min(types.Length, Math.Min(senders.Length, texts.Length)));
        return new GetMsgExReply([.. Enumerable.Range(0, complete).Select(at => new MessageItem(types[at], senders[at], texts[at]))], LogNumber(fields));
    }

    // The count of a mailbox may be beyond what is a number elsewhere. What is no number is as good as missing.
    private static long? LogNumber(BodyFields fields)
    {
        Span<byte> scratch = stackalloc byte[64];
        return fields.TryGetShort("FI"u8, scratch, out var text) && !text.IsEmpty && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static uint? Number(BodyFields fields, ReadOnlySpan<byte> key) => fields.TryGetNumber(key, out var number) ? number : null;

    private static string? Text(BodyFields fields, ReadOnlySpan<byte> key) =>
        fields.TryGetText(key, isTrimmed: false, out var text) ? text?.Replace('\r', '\n') : null;
}
