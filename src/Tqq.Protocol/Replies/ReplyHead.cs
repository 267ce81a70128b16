using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>The fields that every reply begins with (protocol.md §2.2); the first four are the request's own.</summary>
/// <param name="Version">`VER`.</param>
/// <param name="Command">`CMD`.</param>
/// <param name="Seq">`SEQ`.</param>
/// <param name="Uin">`UIN`.</param>
/// <param name="Result">`RES`.</param>
public readonly record struct ReplyHead(ProtocolVersion Version, Command Command, Seq Seq, uint Uin, ResultCode Result);
