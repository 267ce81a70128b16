using System.Buffers.Binary;
using System.IO.Hashing;
using System.Numerics;

namespace Tqq.Server.Storage.Sqlite.Pages;

/// <summary>
/// The checksum in the last eight bytes of each page of the database. The page's number is part of it, so that a page in another's place is
/// noticed as well.
/// </summary>
internal static class PageSum
{
    /// <summary>How many bytes it takes at the end of a page.</summary>
    public const int Size = 8;

    private const int Smallest = 512;

    /// <summary>Whether so many bytes from here are a page: SQLite reads and writes headers in smaller pieces.</summary>
    public static bool IsPage(int length, long offset) => length >= Smallest && BitOperations.IsPow2(length) && offset % length == 0;

    /// <summary>Puts the checksum into a page.</summary>
    public static void Stamp(Span<byte> page, long offset) =>
        BinaryPrimitives.WriteUInt64LittleEndian(page[^Size..], Compute(page, offset));

    /// <summary>Whether the page is as it was written. One of zeros only is a place in the file that never was.</summary>
    public static bool IsSound(ReadOnlySpan<byte> page, long offset)
    {
        var stamped = BinaryPrimitives.ReadUInt64LittleEndian(page[^Size..]);
        return stamped == Compute(page, offset) || (stamped == 0 && !page.ContainsAnyExcept((byte)0));
    }

    private static ulong Compute(ReadOnlySpan<byte> page, long offset) => XxHash3.HashToUInt64(page[..^Size], (offset / page.Length) + 1);
}
