using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Tqq.Server.Storage.Sqlite.Pages;

/// <summary>
/// The write-ahead log as SQLite's file format describes it: a header, then frames, each a header and a page. A running checksum goes
/// through all of it, and a salt that is new each time the log begins anew stands in every frame.
/// </summary>
internal static class WalFormat
{
    public const int HeaderSize = 32;
    public const int FrameHeaderSize = 24;

    private const uint Magic = 0x377F0682;
    private const uint FormatVersion = 3007000;

    /// <summary>Reads the log's header.</summary>
    /// <returns>False where it is none, or damaged.</returns>
    public static bool TryReadHeader(ReadOnlySpan<byte> bytes, out Header header)
    {
        header = new((int)Word(bytes, 8), Word(bytes, 16), Word(bytes, 20), (Word(bytes, 0) & 1) == 1,
            new(Word(bytes, 24), Word(bytes, 28)));
        return (Word(bytes, 0) & ~1u) == Magic && Word(bytes, 4) == FormatVersion
            && header.PageSize is >= 512 and <= 65536 && int.IsPow2(header.PageSize)
            && default(Sum).Over(bytes[..24], header.IsBigEndian) == header.Sum;
    }

    /// <summary>Reads a frame's header.</summary>
    public static Frame ReadFrame(ReadOnlySpan<byte> frame) =>
        new(Word(frame, 0), Word(frame, 4), Word(frame, 8), Word(frame, 12), new(Word(frame, 16), Word(frame, 20)));

    /// <summary>The checksum that a frame ought to have.</summary>
    /// <param name="before">The checksum of the frame before it, or of the log's header.</param>
    /// <param name="header">The frame's header.</param>
    /// <param name="page">Its page.</param>
    /// <param name="isBigEndian">How the log counts.</param>
    public static Sum SumOf(Sum before, ReadOnlySpan<byte> header, ReadOnlySpan<byte> page, bool isBigEndian) =>
        before.Over(header[..8], isBigEndian).Over(page, isBigEndian);

    /// <summary>
    /// Whether a frame follows what it stands behind, in a log that this machine writes: those count as the processor does.
    /// </summary>
    /// <param name="sumBefore">The eight bytes of checksum of what stands before it.</param>
    /// <param name="header">The frame's header.</param>
    /// <param name="page">Its page.</param>
    public static bool IsNext(ReadOnlySpan<byte> sumBefore, ReadOnlySpan<byte> header, ReadOnlySpan<byte> page) =>
        SumOf(new(Word(sumBefore, 0), Word(sumBefore, 4)), header, page, !BitConverter.IsLittleEndian) == ReadFrame(header).Sum;

    private static uint Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    /// <summary>The running checksum.</summary>
    internal readonly record struct Sum(uint First, uint Second)
    {
        public Sum Over(ReadOnlySpan<byte> bytes, bool isBigEndian)
        {
            var (first, second) = this;
            var words = MemoryMarshal.Cast<byte, uint>(bytes);
            var swap = isBigEndian == BitConverter.IsLittleEndian;
            for (var at = 0; at < words.Length; at += 2)
            {
                first += (swap ? BinaryPrimitives.ReverseEndianness(words[at]) : words[at]) + second;
                second += (swap ? BinaryPrimitives.ReverseEndianness(words[at + 1]) : words[at + 1]) + first;
            }

            return new(first, second);
        }
    }

    /// <summary>The log's header.</summary>
    internal readonly record struct Header(int PageSize, uint Salt1, uint Salt2, bool IsBigEndian, Sum Sum);

    /// <summary>A frame's header.</summary>
    /// <param name="Page">The page's number.</param>
    /// <param name="Commits">The size of the database in pages if the frame ends a transaction, otherwise 0.</param>
    /// <param name="Salt1">The log's salt at that time.</param>
    /// <param name="Salt2">Its other half.</param>
    /// <param name="Sum">The checksum from the log's beginning through this frame.</param>
    internal readonly record struct Frame(uint Page, uint Commits, uint Salt1, uint Salt2, Sum Sum);
}
