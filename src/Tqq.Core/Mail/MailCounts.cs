using System.Text;
using Tqq.Core.Log;

namespace Tqq.Core.Mail;

/// <summary>
/// How many messages of a mailbox wait, are on their way to the disk, and have been acknowledged, and how many bytes of UTF-8 their texts
/// have. It lies in the mailbox itself: to be used where it stands, never as a copy.
/// </summary>
internal struct MailCounts
{
    private long _bytes;
    private int _incoming;
    private int _incomingBytes;

    /// <summary>Counts as they were read from disk.</summary>
    /// <param name="waiting">How many messages wait.</param>
    /// <param name="bytes">Their bytes.</param>
    /// <param name="delivered">What has been acknowledged.</param>
    public MailCounts(int waiting, long bytes, Delivery delivered) =>
        (OnDisk, _bytes, Delivered, DeliveredBytes) = (waiting, bytes, delivered.Count, delivered.Bytes);

    /// <summary>How many wait on disk.</summary>
    public int OnDisk { get; private set; }

    /// <summary>How many have been acknowledged so far.</summary>
    public long Delivered { get; private set; }

    /// <summary>Their bytes.</summary>
    public long DeliveredBytes { get; private set; }

    /// <summary>How many wait, those on their way to the disk included.</summary>
    public readonly int All => OnDisk + _incoming;

    /// <summary>Their bytes.</summary>
    public readonly long Bytes => _bytes + _incomingBytes;

    /// <summary>A text is on its way to the disk.</summary>
    public void Expect(string text) => (_incoming, _incomingBytes) = (_incoming + 1, _incomingBytes + BytesOf(text));

    /// <summary>It does not come there.</summary>
    public void Withdraw(string text) => (_incoming, _incomingBytes) = (_incoming - 1, _incomingBytes - BytesOf(text));

    /// <summary>It is there.</summary>
    public void Arrive(string text)
    {
        Withdraw(text);
        (OnDisk, _bytes) = (OnDisk + 1, _bytes + BytesOf(text));
    }

    /// <summary>A text is acknowledged. Of an account with a log the store may have ceased to count it already.</summary>
    public void Acknowledge(string text)
    {
        var bytes = BytesOf(text);
        (OnDisk, _bytes) = (Math.Max(0, OnDisk - 1), Math.Max(0, _bytes - bytes));
        (Delivered, DeliveredBytes) = (Delivered + 1, DeliveredBytes + bytes);
    }

    /// <summary>So many wait on disk, as the store counts.</summary>
    public void Follow(LogWaiting waiting) =>
        (OnDisk, _bytes) = (Math.Max(0, waiting.Messages), Math.Max(0, waiting.Bytes));

    /// <summary>These are all that wait on disk: fewer than were counted where one notice stands for several that are damaged.</summary>
    public void Recount(IEnumerable<Message> waiting)
    {
        var (count, bytes) = (0, 0L);
        foreach (var message in waiting)
            (count, bytes) = (count + 1, bytes + BytesOf(message.Text));
        (Delivered, DeliveredBytes) = (Delivered + OnDisk - count, DeliveredBytes + _bytes - bytes);
        (OnDisk, _bytes) = (count, bytes);
    }

    private static int BytesOf(string text) => Encoding.UTF8.GetByteCount(text);
}
