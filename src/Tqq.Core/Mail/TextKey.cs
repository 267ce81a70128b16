using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Orleans;
using Tqq.Core.Profiles;

namespace Tqq.Core.Mail;

/// <summary>
/// The key by which a recipient takes a text once, however often it is sent (`MK`, protocol.md §4), as the recipient keeps it:
/// hashes, so that one key takes as much room as another. Equal hashes are taken for equal keys and texts; a sender who makes two
/// that are alike harms only themself.
/// </summary>
/// <param name="Sender">Who sends the text.</param>
/// <param name="Mark">
/// A hash of the key and of the account that chose it: an account that gets the number of a deleted one shares no keys with it.
/// </param>
/// <param name="Digest">A hash of the text.</param>
[GenerateSerializer, Immutable]
public sealed record TextKey(Uin Sender, UInt128 Mark, long Digest)
{
    /// <summary>A key counts for this long at least.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private const int MostCharacters = 64;

    /// <summary>The key of a text.</summary>
    /// <param name="sender">The account that sends it.</param>
    /// <param name="key">The key as its client chose it: ASCII, 64 characters at most.</param>
    /// <param name="text">The text.</param>
    public static TextKey Of(AccountRecord sender, string key, string text)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long) + MostCharacters];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, sender.Created.ToUnixTimeMilliseconds());
        var length = sizeof(long) + Encoding.ASCII.GetBytes(key, bytes[sizeof(long)..]);
        return new(sender.Uin, XxHash128.HashToUInt128(bytes[..length]), (long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan())));
    }
}
