using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;

namespace Tqq.Fuzz.Oracles;

/// <summary>What the rules say of a reply.</summary>
/// <param name="Wrong">All that is wrong with it.</param>
/// <param name="Reading">What it is, where nothing is wrong.</param>
internal sealed record ReplyVerdict(HashSet<ParseFailure> Wrong, ReplyReading? Reading);

/// <summary>A reply that was understood.</summary>
/// <param name="Head">The four keys.</param>
/// <param name="Result">`RES`.</param>
/// <param name="Reply">What the command has.</param>
internal sealed record ReplyReading(HeadFields Head, uint Result, Reply Reply);
