namespace Tqq.Server.Storage.Sqlite.Pages;

/// <summary>
/// Looks through the write-ahead log that a server left behind, before SQLite does. SQLite takes the log up to the first frame whose
/// checksum is wrong and says nothing of what follows: right for the end of a log, where a power cut left a transaction half written that
/// nobody was told of; but a bit that flipped further up would take away what had been acknowledged.
/// <para>
/// What tells the two apart: a transaction begins only after the one before it is on the disk. So a wrong frame is damage if behind it
/// a transaction ends and another begins, or if all that is wrong with it is one bit, which no power cut does. Any other wrong frame lies
/// in the last transaction, which may have been under way or may have been done: that cannot be told, and is said so.
/// </para>
/// </summary>
internal static class WalAudit
{
    /// <summary>Looks through a log.</summary>
    /// <param name="path">The log.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static Damage? Look(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 20);
        var head = new byte[WalFormat.HeaderSize];
        if (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
            return null;
        if (!WalFormat.TryReadHeader(head, out var header))
            return head.AsSpan().ContainsAnyExcept((byte)0)
                ? new($"{path}: the header is damaged, so that nothing in it can be read", IsCertain: true) : null;

        var (frame, sum) = (new byte[WalFormat.FrameHeaderSize + header.PageSize], header.Sum);
        for (var number = 1L; file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length; number++)
        {
            if (!Follows(header, sum, frame))
                return OneBitIsWrong(header, sum, frame)
                    ? new($"{path}: frame {number} is damaged (one bit), and what was acknowledged stands in it", IsCertain: true)
                    : Behind(file, header, frame, $"{path}: frame {number}");
            sum = WalFormat.ReadFrame(frame).Sum;
        }

        return null;
    }

    // The first wrong frame has been read.
    private static Damage? Behind(FileStream file, WalFormat.Header header, byte[] frame, string what)
    {
        var before = WalFormat.ReadFrame(frame);
        var isOfThisLog = IsOf(header, before);
        while (file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length)
        {
            if (IsOf(header, before) && before.Commits != 0 && Follows(header, before.Sum, frame))
                return new($"{what} is damaged, and what was acknowledged stands behind it", IsCertain: true);
            before = WalFormat.ReadFrame(frame);
            isOfThisLog |= IsOf(header, before);
        }

        return isOfThisLog
            ? new($"{what} is not whole: most likely the last transaction was being written when the machine stopped, and nobody was told that it was done; "
                + "but if the machine did not stop suddenly, the file is damaged and that transaction is lost", IsCertain: false)
            : null;
    }

    private static bool IsOf(WalFormat.Header header, WalFormat.Frame frame) => frame.Salt1 == header.Salt1 && frame.Salt2 == header.Salt2;

    private static bool Follows(WalFormat.Header header, WalFormat.Sum sum, ReadOnlySpan<byte> frame)
    {
        var read = WalFormat.ReadFrame(frame);
        return IsOf(header, read) && read.Page != 0
            && WalFormat.SumOf(sum, frame[..WalFormat.FrameHeaderSize], frame[WalFormat.FrameHeaderSize..], header.IsBigEndian) == read.Sum;
    }

    private static bool OneBitIsWrong(WalFormat.Header header, WalFormat.Sum sum, byte[] frame)
    {
        for (var bit = 0; bit < frame.Length * 8; bit++)
        {
            Flip(frame, bit);
            var isIt = Follows(header, sum, frame);
            Flip(frame, bit);
            if (isIt)
                return true;
        }

        return false;
    }

    private static void Flip(byte[] bytes, int bit) => bytes[bit / 8] ^= (byte)(1 << (bit % 8));
}
