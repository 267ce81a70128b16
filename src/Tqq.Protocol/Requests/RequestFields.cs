using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Requests;

/// <summary>Reads what a command has beyond the head (protocol.md §5).</summary>
internal static class RequestFields
{
    public static ParseFailure Read(BodyFields fields, Command command, out Request? request)
    {
        request = null;
        return command switch
        {
            Command.GetMsgEx => Take(GetMsgExRequest.Instance, out request),
            Command.Logout => Take(LogoutRequest.Instance, out request),
            Command.CltMsg => CltMsg(fields, out request),
            Command.Login => Login(fields, out request),
            Command.List => Optional(fields, out var tn, out var un) ? Take(new ListRequest(tn, un), out request) : ParseFailure.BadNumber,
            Command.QueryStat => Optional(fields, out var tn, out var un) ? Take(new QueryStatRequest(tn, un), out request) : ParseFailure.BadNumber,
            Command.GetInfo => Needed(fields, "LV"u8, out var level) && Needed(fields, "UN"u8, out var target)
                ? Take(new GetInfoRequest(level, target), out request)
                : ParseFailure.BadNumber,
            Command.AddToList => Needed(fields, "UN"u8, out var target) ? Take(new AddToListRequest(target), out request) : ParseFailure.BadNumber,
            Command.DelFromList => Needed(fields, "UN"u8, out var target) ? Take(new DelFromListRequest(target), out request) : ParseFailure.BadNumber,
            Command.AckAddToList => AckAddToList(fields, out request),
            Command.ChangeStat => Needed(fields, "ST"u8, out var status) && status is 10 or 20 or 30 or 40
                ? Take(new ChangeStatRequest(status), out request)
                : ParseFailure.BadCode,
            _ => ParseFailure.UnknownCommand,
        };
    }

    private static ParseFailure Login(BodyFields fields, out Request? request)
    {
        request = null;
        if (!fields.TryGetText("PS"u8, isTrimmed: true, out var password) || !fields.TryGetText("LC"u8, isTrimmed: true, out var code))
            return ParseFailure.BadText;
        return string.IsNullOrEmpty(password) || code is null
            ? ParseFailure.MissingField
            : Take(new LoginRequest(password, code), out request);
    }

    private static ParseFailure CltMsg(BodyFields fields, out Request? request)
    {
        request = null;
        if (!Needed(fields, "UN"u8, out var target))
            return ParseFailure.BadNumber;
        if (!fields.TryGetText("MG"u8, isTrimmed: false, out var text))
            return ParseFailure.BadText;
        if (text is null)
            return ParseFailure.MissingField;
        return Key(fields, out var key) ? Take(new CltMsgRequest(target, text, key), out request) : ParseFailure.BadKey;
    }

    private static bool Key(BodyFields fields, out MessageKey? key)
    {
        key = null;
        Span<byte> scratch = stackalloc byte[128];
        return !fields.TryGetShort("MK"u8, scratch, out var text) || MessageKey.TryParse(text, out key);
    }

    private static ParseFailure AckAddToList(BodyFields fields, out Request? request)
    {
        request = null;
        if (!Needed(fields, "UN"u8, out var target) || !Needed(fields, "CD"u8, out var code))
            return ParseFailure.BadNumber;
        return fields.TryGetText("RS"u8, isTrimmed: false, out var words)
            ? Take(new AckAddToListRequest(target, code, words ?? ""), out request)
            : ParseFailure.BadText;
    }

    private static ParseFailure Take(Request value, out Request request)
    {
        request = value;
        return ParseFailure.None;
    }

    private static bool Optional(BodyFields fields, out uint? tn, out uint? un)
    {
        un = null;
        return fields.TryGetNumber("TN"u8, out tn) && fields.TryGetNumber("UN"u8, out un);
    }

    private static bool Needed(BodyFields fields, ReadOnlySpan<byte> key, out uint number)
    {
        var isThere = fields.TryGetNumber(key, out var value) && value is not null;
        number = value ?? 0;
        return isThere;
    }
}
