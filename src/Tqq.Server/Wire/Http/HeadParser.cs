using System.Buffers;
using System.Text;

namespace Tqq.Server.Wire.Http;

/// <summary>
/// A complete head in, what it says or why it is refused out (protocol.md §1.1, §1.2). Tolerant of what old clients send, strict with
/// whatever could be read in two ways.
/// </summary>
public static class HeadParser
{
    /// <summary>The longest body in bytes: 400 bytes of text, each escaped, are 1,200.</summary>
    public const int LongestBody = 16 * 1024;

    private static readonly SearchValues<byte> Token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    /// <summary>Reads a head.</summary>
    /// <param name="bytes">
    /// The head with its empty line, lines ended by CR LF and without other control characters than the tab
    /// (<see cref="HeadScanner"/> has seen to that).
    /// </param>
    /// <param name="head">What it says.</param>
    /// <returns>Null, or why it is refused.</returns>
    public static Refusal? Parse(ReadOnlySpan<byte> bytes, out Head head)
    {
        head = default;
        var line = NextLine(ref bytes);
        if (ParseRequestLine(line, out var method, out var isHttp11, out var hasTarget) is { } refusal)
            return refusal;

        var headers = default(Headers);
        for (line = NextLine(ref bytes); !line.IsEmpty; line = NextLine(ref bytes))
            if (ParseHeader(line, ref headers) is { } bad)
                return bad;

        if (headers.HasTransferEncoding)
            return Refusal.TransferEncoding;
        if (method is not { } known)
            return Refusal.Method;
        if (known != HeadMethod.Post)
        {
            head = new(known, 0, KeepAlive: false, ExpectsContinue: false, IsForm: false);
            return null;
        }

        if (headers.Length is not { } length)
            return Refusal.LengthRequired;
        if (length > LongestBody)
            return Refusal.BodyTooLong;
        // An HTTP/1.0 client knows no `100 Continue` and would take it for the reply.
        head = new(known, (int)length, isHttp11 && !headers.Closes, headers.ExpectsContinue
            && isHttp11, headers.IsForm == true, hasTarget, headers.Page);
        return null;
    }

    private static ReadOnlySpan<byte> NextLine(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf("\r\n"u8);
        var line = rest[..end];
        rest = rest[(end + 2)..];
        return line;
    }

    // `POST HTTP/1.1` and `POST  HTTP/1.1` have no target at all: the article's own probe sends that.
    private static Refusal? ParseRequestLine(ReadOnlySpan<byte> line, out HeadMethod? method, out bool isHttp11, out bool hasTarget)
    {
        (method, hasTarget) = (null, false);
        isHttp11 = line.EndsWith("HTTP/1.1"u8);
        var space = line.IndexOf((byte)' ');
        if (space <= 0 || line[..space].ContainsAnyExcept(Token) || !(isHttp11 || line.EndsWith("HTTP/1.0"u8)))
            return Refusal.BadRequestLine;

        var name = line[..space];
        method = name.SequenceEqual("POST"u8) ? HeadMethod.Post : name.SequenceEqual("GET"u8) ? HeadMethod.Get
            : name.SequenceEqual("HEAD"u8) ? HeadMethod.Head : null;

        var target = line[(space + 1)..^8];
        hasTarget = !target.IsEmpty && !target.SequenceEqual(" "u8);
        if (!hasTarget)
            return method == HeadMethod.Post ? null : Refusal.BadRequestLine;
        return target[^1] == ' ' && target.Length > 1 && !target[..^1].ContainsAny((byte)' ', (byte)'\t') ? null : Refusal.BadRequestLine;
    }

    private static Refusal? ParseHeader(ReadOnlySpan<byte> line, ref Headers headers)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[..colon].ContainsAnyExcept(Token))
            return Refusal.BadHeader;
        var name = line[..colon];
        var value = line[(colon + 1)..].Trim(" \t"u8);

        if (Ascii.EqualsIgnoreCase(name, "content-length"u8))
            return headers.TakeLength(value) ? null : Refusal.BadLength;
        if (Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8))
            headers.HasTransferEncoding = true;
        else if (Ascii.EqualsIgnoreCase(name, "connection"u8))
            headers.TakeConnection(value);
        else if (Ascii.EqualsIgnoreCase(name, "expect"u8))
            return headers.TakeExpectation(value) ? null : Refusal.Expectation;
        else if (Ascii.EqualsIgnoreCase(name, "content-type"u8))
            headers.IsForm = headers.IsForm != false && IsFormType(value);
        else if (Ascii.EqualsIgnoreCase(name, "host"u8))
            return headers.TakeHost() ? null : Refusal.TwoHosts;
        else if (Ascii.EqualsIgnoreCase(name, "origin"u8))
            headers.TakeOrigin(value);
        else if (Ascii.EqualsIgnoreCase(name, "sec-fetch-site"u8))
            headers.IsCrossSite |= Ascii.EqualsIgnoreCase(value, "cross-site"u8);
        return null;
    }

    private static bool IsFormType(ReadOnlySpan<byte> value)
    {
        var end = value.IndexOf((byte)';');
        return Ascii.EqualsIgnoreCase((end < 0 ? value : value[..end]).TrimEnd(" \t"u8), "application/x-www-form-urlencoded"u8);
    }

    private ref struct Headers
    {
        // Without leading zeros; compared as they stand, because there may be more than any number holds.
        private ReadOnlySpan<byte> _lengthDigits;
        private bool _hasLength;
        private bool _hasHost;

        private string? _origin;

        public bool Closes;
        public bool IsCrossSite;
        public bool HasTransferEncoding;
        public bool ExpectsContinue;

        // Where several types are named, all of them have to say so.
        public bool? IsForm;

        public readonly long? Length
        {
            get
            {
                if (!_hasLength)
                    return null;
                // However many digits: anything that long is too long.
                if (_lengthDigits.Length > 9)
                    return long.MaxValue;
                var length = 0L;
                foreach (var digit in _lengthDigits)
                    length = (length * 10) + (digit - '0');
                return length;
            }
        }

        public bool TakeLength(ReadOnlySpan<byte> value)
        {
            if (value.IsEmpty || value.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
                return false;
            var digits = value.TrimStart((byte)'0');
            if (_hasLength)
                return digits.SequenceEqual(_lengthDigits);
            _lengthDigits = digits;
            _hasLength = true;
            return true;
        }

        // Where `keep-alive` is asked for too, `close` is the one that leaves nothing to be misread.
        public void TakeConnection(ReadOnlySpan<byte> value)
        {
            foreach (var range in value.Split((byte)','))
                Closes |= Ascii.EqualsIgnoreCase(value[range].Trim(" \t"u8), "close"u8);
        }

        /// <summary>See <see cref="Head.Origin"/>.</summary>
        public readonly string? Page => _origin ?? (IsCrossSite ? "" : null);

        public void TakeOrigin(ReadOnlySpan<byte> value) => _origin = _origin is null ? Encoding.Latin1.GetString(value) : "";

        public bool TakeHost() => !_hasHost && (_hasHost = true);

        // Whether the body of any other expectation comes at all is the client's guess.
        public bool TakeExpectation(ReadOnlySpan<byte> value)
        {
            var isContinue = Ascii.EqualsIgnoreCase(value, "100-continue"u8);
            ExpectsContinue |= isContinue;
            return isContinue || value.IsEmpty;
        }
    }
}
