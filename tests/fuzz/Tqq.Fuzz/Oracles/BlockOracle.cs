using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tqq.Protocol.Http;

namespace Tqq.Fuzz.Oracles;

/// <summary>
/// The head of an HTTP reply as a client has to bear it: header names in any case, LF or CR LF as line ends, even mixed, white space around
/// lines and values. `close` outweighs `keep-alive`, as in requests; two lengths that differ are none.
/// </summary>
internal static partial class BlockOracle
{
    private const int LongestHead = 8192;

    private const uint LongestBody = 1024 * 1024;

    /// <summary>True: there it is; false: there is none; null: more bytes are needed.</summary>
    public static bool? Read(byte[] bytes, out ReplyBlockHead head)
    {
        head = default;
        var text = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, LongestHead));
        const string start = "HTTP/1.";
        if (!start.StartsWith(text[..Math.Min(text.Length, start.Length)], StringComparison.Ordinal))
            return false;
        var end = EmptyLine().Match(text);
        if (!end.Success)
            return bytes.Length >= LongestHead ? false : null;

        var lines = text[..end.Index].Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        var status = StatusLine().Match(lines[0]);
        if (!status.Success)
            return false;
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).Select(parts =>
            (Name: parts[0].Trim(), Value: parts.Length > 1 ? parts[1].Trim() : "")).ToList();
        var lengths = headers.Where(header => header.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)).Select(header =>
            header.Value).ToList();
        if (lengths.Exists(value => !Digits().IsMatch(value) || double.Parse(value, CultureInfo.InvariantCulture) > LongestBody))
            return false;
        var numbers = lengths.Select(value => int.Parse(value, CultureInfo.InvariantCulture)).Distinct().ToList();
        if (numbers.Count > 1)
            return false;
        var options = headers.Where(header => header.Name.Equals("Connection", StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => header.Value.Split(',')).Select(option => option.Trim().ToLowerInvariant()).ToList();
        var keepsAlive = !options.Contains("close") && (status.Groups[1].Value != "0" || options.Contains("keep-alive"));
        int? length = numbers.Count == 1 ? numbers[0] : null;
        head = new(int.Parse(status.Groups[2].Value, CultureInfo.InvariantCulture), length, keepsAlive
            && length is not null, end.Index + end.Length);
        return true;
    }

    [GeneratedRegex(@"\n\r?\n", RegexOptions.CultureInvariant)]
    private static partial Regex EmptyLine();

    [GeneratedRegex(@"\AHTTP/1\.([^ ]*) ([0-9]{3})(?: .*)?\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex StatusLine();

    [GeneratedRegex(@"\A[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
