using System.Text;
using System.Text.RegularExpressions;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Requests;
using Request = Tqq.Protocol.Requests.Request;

namespace Tqq.Fuzz.Oracles;

/// <summary>
/// Requests as protocol.md §2 and §5 have them. Only values that somebody needs have to be right: `M5` and what is unknown may be anything.
/// A code is a number, so `ST=010` is 10.
/// </summary>
internal static partial class RequestOracle
{
    public static RequestVerdict Read(byte[] bytes, bool isLabelledForm)
    {
        var body = ObviousBody.OfRequest(bytes, isLabelledForm);
        var wrong = new HashSet<ParseFailure>();
        var head = HeadFields.Read(body, wrong);
        var key = Text(body, "SK", isTrimmed: true, wrong);
        var receipt = Receipt(body, wrong);
        if (head is null)
            return new(wrong, null);
        var request = Fields(body, head.Command, wrong);
        return new(wrong, wrong.Count == 0 ? new(head, key, receipt, request!) : null);
    }

    private static Request? Fields(ObviousBody body, string command, HashSet<ParseFailure> wrong) => command switch
    {
        "LOGIN" => Login(body, wrong),
        "LIST" => new ListRequest(Optional(body, "TN", wrong), Optional(body, "UN", wrong)),
        "QUERY_STAT" => new QueryStatRequest(Optional(body, "TN", wrong), Optional(body, "UN", wrong)),
        "GETINFO" => new GetInfoRequest(Needed(body, "LV", wrong), Needed(body, "UN", wrong)),
        "AddToList" => new AddToListRequest(Needed(body, "UN", wrong)),
        "Ack_AddToList" =>
            new AckAddToListRequest(Needed(body, "UN", wrong), Needed(body, "CD", wrong), Text(body, "RS", isTrimmed: false, wrong) ?? ""),
        "DelFromList" => new DelFromListRequest(Needed(body, "UN", wrong)),
        "Change_Stat" => ChangeStat(body, wrong),
        "GETMSGEX" => GetMsgExRequest.Instance,
        "CLTMSG" => CltMsg(body, wrong),
        _ => LogoutRequest.Instance,
    };

    private static LoginRequest? Login(ObviousBody body, HashSet<ParseFailure> wrong)
    {
        string? password = Text(body, "PS", isTrimmed: true, wrong), code = Text(body, "LC", isTrimmed: true, wrong);
        if (string.IsNullOrEmpty(password) || code is null)
            wrong.Add(ParseFailure.MissingField);
        return wrong.Count == 0 ? new(password!, code!) : null;
    }

    private static ChangeStatRequest? ChangeStat(ObviousBody body, HashSet<ParseFailure> wrong)
    {
        if (body.Number("ST") is 10 or 20 or 30 or 40)
            return new(body.Number("ST")!.Value);
        wrong.Add(ParseFailure.BadCode);
        return null;
    }

    private static CltMsgRequest CltMsg(ObviousBody body, HashSet<ParseFailure> wrong)
    {
        if (!body.Has("MG"))
            wrong.Add(ParseFailure.MissingField);
        return new(Needed(body, "UN", wrong), Text(body, "MG", isTrimmed: false, wrong) ?? "", Key(body, wrong));
    }

    private static MessageKey? Key(ObviousBody body, HashSet<ParseFailure> wrong)
    {
        if (body.Word("MK") is not { } word)
            return null;
        if (KeyForm().IsMatch(word) && MessageKey.TryParse(Encoding.ASCII.GetBytes(word), out var key))
            return key;
        wrong.Add(ParseFailure.BadKey);
        return null;
    }

    // The extension of this project: beside a session key only, a count and the mark of what was handed out; a count of 0 needs no mark.
    private static string? Receipt(ObviousBody body, HashSet<ParseFailure> wrong)
    {
        if (!body.Has("SK") || body.Word("AK") is not { } word)
            return null;
        var match = ReceiptForm().Match(word);
        if (ObviousBody.ToNumber(match.Groups[1].Value) is { } count && (match.Groups[2].Success || count == 0))
            return $"{count}{match.Groups[2].Value}";
        wrong.Add(ParseFailure.BadNumber);
        return null;
    }

    private static uint? Optional(ObviousBody body, string key, HashSet<ParseFailure> wrong)
    {
        var number = body.Number(key);
        if (number is null && body.Has(key))
            wrong.Add(ParseFailure.BadNumber);
        return number;
    }

    private static uint Needed(ObviousBody body, string key, HashSet<ParseFailure> wrong)
    {
        if (body.Number(key) is { } number)
            return number;
        wrong.Add(ParseFailure.BadNumber);
        return 0;
    }

    private static string? Text(ObviousBody body, string key, bool isTrimmed, HashSet<ParseFailure> wrong)
    {
        var text = body.Text(key, isTrimmed);
        if (text is null && body.Has(key))
            wrong.Add(ParseFailure.BadText);
        return text;
    }

    [GeneratedRegex(@"\A[0-9A-Za-z_.:-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyForm();

    [GeneratedRegex(@"\A([0-9]+)(\.[0-9A-Za-z_.-]{1,32})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex ReceiptForm();
}
