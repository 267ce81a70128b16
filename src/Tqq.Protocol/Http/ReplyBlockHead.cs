namespace Tqq.Protocol.Http;

/// <summary>What the status line and the headers of a reply say.</summary>
/// <param name="Status">The status code; 200 for every reply of the protocol (protocol.md §1.2).</param>
/// <param name="ContentLength">How many bytes of body follow, or null where the body ends with the connection.</param>
/// <param name="KeepsAlive">Whether the connection can carry another request.</param>
/// <param name="Length">How many bytes this head takes, the empty line behind it included.</param>
/// <param name="HasTransferEncoding">Whether the body is encoded in a way that no reply of the protocol is (`Transfer-Encoding`).</param>
public readonly record struct ReplyBlockHead(int Status, int? ContentLength, bool KeepsAlive, int Length, bool HasTransferEncoding = false);
