using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Requests;

/// <summary>The fields that every request has (protocol.md §2.1), and the session key that some carry (§3).</summary>
/// <param name="Version">`VER`.</param>
/// <param name="Command">`CMD`.</param>
/// <param name="Seq">`SEQ`.</param>
/// <param name="Uin">`UIN`, the acting account.</param>
/// <param name="Key">`SK`: the session key, `?` in a Login that asks for one, null where it is not there.</param>
/// <param name="Receipt">`AK`: what a client with a key has taken of its mail; null where it is not there.</param>
public readonly record struct RequestHead(ProtocolVersion Version, Command Command, Seq Seq, uint Uin, string? Key = null, Receipt? Receipt = null);
