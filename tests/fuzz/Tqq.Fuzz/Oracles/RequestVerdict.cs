using Tqq.Protocol.Grammar;
using Request = Tqq.Protocol.Requests.Request;

namespace Tqq.Fuzz.Oracles;

/// <summary>What the rules say of a request.</summary>
/// <param name="Wrong">All that is wrong with it; the rules do not say what is noticed first.</param>
/// <param name="Reading">What it is, where nothing is wrong.</param>
internal sealed record RequestVerdict(HashSet<ParseFailure> Wrong, RequestReading? Reading);

/// <summary>A request that was understood.</summary>
/// <param name="Head">The four keys.</param>
/// <param name="Key">`SK`.</param>
/// <param name="Receipt">`AK`: count and mark, as text.</param>
/// <param name="Request">What the command has.</param>
internal sealed record RequestReading(HeadFields Head, string? Key, string? Receipt, Request Request);
