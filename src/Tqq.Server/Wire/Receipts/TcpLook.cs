namespace Tqq.Server.Wire.Receipts;

/// <summary>What a look at a connection showed.</summary>
/// <param name="IsOver">Whether nothing can come or go any more: it was reset, or both sides have ended.</param>
/// <param name="HasAll">Whether the client's TCP has confirmed all bytes that were asked for. True where the kernel does not tell.</param>
internal readonly record struct TcpLook(bool IsOver, bool HasAll);
