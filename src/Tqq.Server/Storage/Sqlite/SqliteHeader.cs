using System.Buffers.Binary;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// The fields of a database's first 100 bytes that say what it is; read as plain bytes, so that nothing is created beside the file.
/// </summary>
/// <param name="Application">`application_id`: whose file it is.</param>
/// <param name="Version">`user_version`: which migrations it has seen.</param>
/// <param name="Reserved">
/// How many bytes each page keeps free at its end: room for a checksum, or 0 in a file from before there were any.
/// </param>
internal readonly record struct SqliteHeader(long Application, long Version, int Reserved)
{
    /// <summary>Reads a file; null for one that is new or empty.</summary>
    /// <exception cref="StoreUnusableException">It is no database, or cannot be read.</exception>
    public static SqliteHeader? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            Span<byte> header = stackalloc byte[100];
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var length = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
            if (length == 0)
                return null;
            if (length < header.Length || !header.StartsWith("SQLite format 3\0"u8))
                throw new StoreUnusableException(
                    $"{path} is no database, or a damaged one: name another directory with --data, or put a backup in its place");
            return new(BinaryPrimitives.ReadInt32BigEndian(header[68..]), BinaryPrimitives.ReadInt32BigEndian(header[60..]), header[20]);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not StoreUnusableException))
        {
            throw new StoreUnusableException($"{path} cannot be read: {FileFaults.Why(e, path, FileUse.Read)}", e);
        }
    }
}
