using System.Text;
using System.Text.RegularExpressions;

namespace Tqq.Probe.Asking;

/// <summary>Replies taken apart as strictly as protocol.md §1.3 has them: these headers, in this order, nothing else.</summary>
internal static partial class StrictReplies
{
    /// <summary>The bodies of all replies in these bytes.</summary>
    /// <param name="bytes">What came.</param>
    /// <param name="bodies">The bodies, as far as it is right.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? TakeApart(byte[] bytes, out List<string> bodies)
    {
        bodies = [];
        var text = Encoding.Latin1.GetString(bytes);
        while (text.Length > 0)
        {
            var match = Block().Match(text);
            if (!match.Success)
                return text.StartsWith("HTTP/", StringComparison.Ordinal)
                    ? $"other headers than those of §1.3: {text.Split("\r\n\r\n")[0].ReplaceLineEndings(" | ")}"
                    : "bytes that are no reply";
            var length = int.Parse(match.Groups["length"].Value, System.Globalization.CultureInfo.InvariantCulture);
            if (match.Length + length > text.Length)
                return $"a body of {text.Length - match.Length} bytes where Content-Length says {length}";
            var body = Encoding.Latin1.GetBytes(text.Substring(match.Length, length));
            if (!System.Text.Unicode.Utf8.IsValid(body))
                return "a body that is not valid UTF-8";
            bodies.Add(Encoding.UTF8.GetString(body));
            text = text[(match.Length + length)..];
        }

        return null;
    }

    [GeneratedRegex(
        @"\AHTTP/1\.1 200 OK\r\nServer: [ -~]+\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: (?<length>[0-9]{1,6})\r\n\r\n")]
    private static partial Regex Block();
}
