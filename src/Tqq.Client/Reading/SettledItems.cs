using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Tqq.Protocol.Replies;

namespace Tqq.Client;

/// <summary>
/// The last items that the program has settled, by their log numbers (`FI`, protocol.md §4). A server that dies may hand them out again, in
/// a later session too. A store that was restored from a backup gives their numbers to other items, so the content has to agree as well.
/// </summary>
/// <param name="capacity">How many are kept.</param>
internal sealed class SettledItems(int capacity)
{
    /// <summary>As many as a mailbox holds (protocol.md §5.10): more cannot come again.</summary>
    public const int Mailbox = 10_000;

    private readonly Dictionary<long, UInt128> _known = [];
    private readonly Queue<long> _oldestFirst = new();

    /// <summary>Kind, sender and text in short.</summary>
    public static UInt128 FingerprintOf(MessageItem item) =>
        BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{item.Type} {item.Sender} {item.Text}")));

    /// <summary>An item is settled.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="fingerprint">What it is.</param>
    public void Add(long number, UInt128 fingerprint)
    {
        if (!_known.ContainsKey(number))
        {
            if (_oldestFirst.Count == capacity)
                _known.Remove(_oldestFirst.Dequeue());
            _oldestFirst.Enqueue(number);
        }

        _known[number] = fingerprint;
    }

    /// <summary>Whether an item is one of them.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="fingerprint">What it is.</param>
    public bool Contains(long number, UInt128 fingerprint) => _known.TryGetValue(number, out var known) && known == fingerprint;
}
