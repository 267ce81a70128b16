using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;

namespace Tqq.Fuzz.Oracles;

/// <summary>
/// Replies as protocol.md §2.2 and §5 have them, borne as a client must bear them: counts count, lists may be longer or shorter.
/// Where the text is silent: numbers in a list stand there bare; a single text that is not UTF-8 is as good as missing, a list with
/// such a text is none; a CR is a line end.
/// </summary>
internal static class ReplyOracle
{
    private static readonly string[] Brief = ["NK"];

    private static readonly string[] Usual = ["AD", "AG", "EM", "FC", "HP", "JB", "PC", "PH", "PR", "PV", "RN", "SC", "SX", "NK"];

    private static readonly string[] Detailed =
        ["AD", "AG", "BT", "CO", "CT", "CV", "CY", "EM", "FC", "HP", "ID", "JB", "MO", "MT", "MV", "PC", "PH", "PR", "PV", "RN", "SC", "SH",
            "SX", "NK"];

    public static ReplyVerdict Read(byte[] bytes)
    {
        var body = ObviousBody.OfReply(bytes);
        var wrong = new HashSet<ParseFailure>();
        var head = HeadFields.Read(body, wrong);
        var result = body.Number("RES");
        if (result is not (0 or 3 or 5 or 20))
            wrong.Add(ParseFailure.BadResult);
        if (wrong.Count > 0)
            return new(wrong, null);
        var reply = result == 0 ? Fields(body, head!.Command) : BareReply.Instance;
        return reply is null ? new([ParseFailure.MissingField], null) : new(wrong, new(head!, result!.Value, reply));
    }

    private static Reply? Fields(ObviousBody body, string command) => command switch
    {
        "LOGIN" => Login(body),
        "LIST" when body.Has("SN") => Numbers(body, "UN") is { } uins ? new ListReply([.. uins]) : null,
        "QUERY_STAT" when body.Has("SN") => QueryStat(body),
        "LIST" or "QUERY_STAT" => body.Number("FN") is { } count ? new ListCountReply(count) : null,
        "GETINFO" => GetInfo(body),
        "AddToList" => body.Number("CD") is { } code && body.Number("UN") is { } target ? new AddToListReply(code, target) : null,
        "GETMSGEX" => GetMsgEx(body),
        "Ack_AddToList" or "LOGOUT" => BareReply.Instance,
        _ => AmpersandReply.Instance,
    };

    private static Reply? Login(ObviousBody body) => (body.Number("RS"), body.Number("HI"), body.Number("LI")) switch
    {
        (0, { } heartbeat, { } lifetime) => new LoginReply(heartbeat, lifetime, Text(body, "SK")),
        (> 0, _, _) => new LoginFailedReply(Text(body, "RA") ?? ""),
        _ => null,
    };

    private static QueryStatReply? QueryStat(ObviousBody body)
    {
        if (body.Number("SN") is not { } count || Numbers(body, "FC") is not { } avatars || Numbers(body, "ST") is not { } statuses
            || Numbers(body, "UN") is not { } uins || Texts(body, "NK") is not { } nicks)
            return null;
        var places = avatars.Zip(statuses).Zip(uins.Zip(nicks), static (first, second) =>
            new OnlineFriend(first.First, first.Second, second.First, second.Second));
        return new([.. places.Where((_, at) => at < count)]);
    }

    private static GetMsgExReply? GetMsgEx(ObviousBody body)
    {
        if (body.Number("MN") is not { } count || Numbers(body, "MT") is not { } types || Numbers(body, "UN") is not { } senders
            || Texts(body, "MG") is not { } texts)
            return null;
        return new([.. types.Zip(senders, texts).Where((_, at) => at < count).Select(place =>
            new MessageItem(place.First, place.Second, place.Third))], LogNumber(body));
    }

    // Any number of digits, as long as the value has 63 bits.
    private static long? LogNumber(ObviousBody body) => body.Word("FI") is { } word && word.Length > 0 && word.All(char.IsAsciiDigit)
        && BigInteger.Parse(word, CultureInfo.InvariantCulture) is var number && number <= long.MaxValue ? (long)number : null;

    private static GetInfoReply? GetInfo(ObviousBody body)
    {
        if (body.Number("LV") is not { } level || body.Number("UN") is not { } target)
            return null;
        var keys = level switch { 0 or 1 => Brief, 2 => Usual, _ => Detailed };
        return new(level, target, keys.ToImmutableDictionary(key => key, key => Text(body, key) ?? ""));
    }

    private static List<uint>? Numbers(ObviousBody body, string key)
    {
        var numbers = body.List(key)?.Select(ObviousBody.ToNumber).ToList();
        return numbers is null || numbers.Contains(null) ? null : [.. numbers.OfType<uint>()];
    }

    private static List<string>? Texts(ObviousBody body, string key)
    {
        var texts = body.List(key)?.Select(element => ObviousBody.ToText(ObviousBody.Decode(element))?.Replace('\r', '\n')).ToList();
        return texts is null || texts.Contains(null) ? null : [.. texts.OfType<string>()];
    }

    private static string? Text(ObviousBody body, string key) => body.Text(key, isTrimmed: false)?.Replace('\r', '\n');
}
