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
        _brotli = new(() => Compress(into => new BrotliStream(into, CompressionLevel.SmallestSize)));
        _gzip = new(() => Compress(into => new GZipStream(into, CompressionLevel.SmallestSize)));
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
        var taken = accepts.Split(',').Select(one => one.Split(';')).Where(one => !IsRefused(one)).Select(one => one[0].Trim()).ToHashSet();
        return taken.Contains("br") ? ("br", _brotli.Value) : taken.Contains("gzip") ? ("gzip", _gzip.Value) : (null, Content);
    }

    private static bool IsRefused(string[] encoding) =>
        encoding.Length > 1 && encoding[1].Trim() is "q=0" or "q=0.0" or "q=0.00" or "q=0.000";

    private byte[] Compress(Func<Stream, Stream> pack)
    {
        using var into = new MemoryStream();
        using (var packed = pack(into))
            packed.Write(Content);
        return into.ToArray();
    }
}
