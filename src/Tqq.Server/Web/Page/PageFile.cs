using System.IO.Compression;
using System.Security.Cryptography;

namespace Tqq.Server.Web.Page;

/// <summary>A file of the page as it is sent. It is compressed once, when it is first asked for, as small as it can be.</summary>
internal sealed class PageFile
{
    private readonly Lazy<byte[]> _brotli, _gzip;

    /// <summary>A file whose name says what its content is, so that it can be kept for ever.</summary>
    public PageFile(string name, byte[] content)
    {
        Content = content;
        Hash = Convert.ToHexStringLower(SHA256.HashData(content))[..12];
        Name = $"{Path.GetFileNameWithoutExtension(name)}.{Hash}{Path.GetExtension(name)}";
        Type = Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            ".webmanifest" => "application/manifest+json",
            var other => throw new InvalidOperationException($"the page has a file of the unknown type '{other}'"),
        };
        _brotli = new(() => Brotli(content, CompressionLevel.SmallestSize));
        _gzip = new(() => GZip(content, CompressionLevel.SmallestSize));
    }

    /// <summary>The name under `/page/`, with the hash of the content in it.</summary>
    public string Name { get; }

    /// <summary>The beginning of the SHA-256 of the content.</summary>
    public string Hash { get; }

    /// <summary>What kind of content it is.</summary>
    public string Type { get; }

    /// <summary>The content, not compressed.</summary>
    public byte[] Content { get; }

    /// <summary>The content as a client takes it.</summary>
    /// <param name="accepts">Its Accept-Encoding.</param>
    /// <returns>The encoding, null for none, and the bytes.</returns>
    public (string? Encoding, byte[] Bytes) As(string accepts)
    {
        var encoding = EncodingFor(accepts);
        return (encoding, encoding switch { "br" => _brotli.Value, "gzip" => _gzip.Value, _ => Content });
    }

    /// <summary>Content that is made anew each time, as a client takes it; compressed fast.</summary>
    /// <param name="content">The content.</param>
    /// <param name="accepts">Its Accept-Encoding.</param>
    /// <returns>The encoding, null for none, and the bytes.</returns>
    public static (string? Encoding, byte[] Bytes) Pack(byte[] content, string accepts)
    {
        var encoding = EncodingFor(accepts);
        return (encoding, encoding switch
        {
            "br" => Brotli(content, CompressionLevel.Optimal),
            "gzip" => GZip(content, CompressionLevel.Optimal),
            _ => content,
        });
    }

    private static string? EncodingFor(string accepts)
    {
        var taken = accepts.Split(',').Select(one => one.Split(';')).Where(one => !IsRefused(one)).Select(one => one[0].Trim()).ToHashSet();
        return taken.Contains("br") ? "br" : taken.Contains("gzip") ? "gzip" : null;
    }

    private static bool IsRefused(string[] encoding) =>
        encoding.Length > 1 && encoding[1].Trim() is "q=0" or "q=0.0" or "q=0.00" or "q=0.000";

    private static byte[] Brotli(byte[] content, CompressionLevel level) => Compress(content, into => new BrotliStream(into, level));

    private static byte[] GZip(byte[] content, CompressionLevel level) => Compress(content, into => new GZipStream(into, level));

    private static byte[] Compress(byte[] content, Func<Stream, Stream> pack)
    {
        using var into = new MemoryStream();
        using (var packed = pack(into))
            packed.Write(content);
        return into.ToArray();
    }
}
