using System.Text;

namespace Tqq.Server.Storage;

/// <summary>
/// A file that a person names and that is short by what it is for: a certificate, a key, a token. No more of it is read than such a file
/// can have, because a device that was named by mistake has no end.
/// </summary>
public static class SmallFile
{
    /// <summary>So many bytes it may have: the certificates of all authorities of the world take a quarter of that.</summary>
    public const int Longest = 1 << 20;

    /// <summary>Reads it as text.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be read, or is longer.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string ReadText(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[Longest + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > Longest)
            throw new IOException($"it is longer than the {Longest} bytes that a file of this kind may have");
        using var text = new StreamReader(new MemoryStream(bytes, 0, length), Encoding.UTF8);
        return text.ReadToEnd();
    }
}
