namespace Tqq.Server.Wire.Http;

/// <summary>Why a head is refused (protocol.md §1.2); the connection closes after it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Reason">Its reason phrase.</param>
/// <param name="Text">One line for the person who reads it.</param>
public sealed record Refusal(int Status, string Reason, string Text)
{
    /// <summary>411.</summary>
    public static readonly Refusal LengthRequired = new(411, "Length Required", "a POST needs a Content-Length");

    /// <summary>413.</summary>
    public static readonly Refusal BodyTooLong = new(413, "Content Too Large", "the body may have 16384 bytes");

    /// <summary>431.</summary>
    public static readonly Refusal HeadTooLong = new(431, "Request Header Fields Too Large", "the head may have 8192 bytes");

    /// <summary>501.</summary>
    public static readonly Refusal TransferEncoding = new(501, "Not Implemented",
        "Transfer-Encoding is not understood here: send a Content-Length");

    /// <summary>405.</summary>
    public static readonly Refusal Method = new(405, "Method Not Allowed", "this port takes POST");

    /// <summary>408.</summary>
    public static readonly Refusal TooSlow = new(408, "Request Timeout", "the request was not complete in time");

    /// <summary>417.</summary>
    public static readonly Refusal Expectation = new(417, "Expectation Failed", "the only expectation that is met is Expect: 100-continue");

    /// <summary>400 for a line that no request may have.</summary>
    public static readonly Refusal BadLine =
        Bad("lines end in CR LF, and no line holds a CR, an LF or another control character of its own, but for the tab");

    /// <summary>400 for the first line.</summary>
    public static readonly Refusal BadRequestLine = Bad("the request line is METHOD TARGET HTTP/1.x, or POST HTTP/1.x");

    /// <summary>400 for a header.</summary>
    public static readonly Refusal BadHeader = Bad("a header is Name: value, without a space before the colon and without folding");

    /// <summary>400 for the length.</summary>
    public static readonly Refusal BadLength = Bad("Content-Length is one number of digits, and the same wherever it is repeated");

    /// <summary>400 for a second `Host`.</summary>
    public static readonly Refusal TwoHosts = Bad("a request names one Host at most");

    private static Refusal Bad(string text) => new(400, "Bad Request", text);
}
