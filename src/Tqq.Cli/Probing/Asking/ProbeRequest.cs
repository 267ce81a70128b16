using System.Globalization;
using System.Text;

namespace Tqq.Cli.Probing.Asking;

/// <summary>What the probe sends.</summary>
internal static class ProbeRequest
{
    /// <summary>The article's own way, to the byte: no target, no Host, a lower-case length, CR LF CR LF behind the body.</summary>
    public static byte[] Article(byte[] body) => With("POST HTTP/1.1\r\nContent-length: " + Length(body) + "\r\nConnection: close\r\n\r\n", body, "\r\n\r\n");

    /// <summary>A head, a body, and what follows it.</summary>
    public static byte[] With(string head, byte[] body, string behind = "") => [.. Encoding.ASCII.GetBytes(head), .. body, .. Encoding.ASCII.GetBytes(behind)];

    /// <summary>The length of a body, for its head.</summary>
    public static string Length(byte[] body) => body.Length.ToString(CultureInfo.InvariantCulture);
}
