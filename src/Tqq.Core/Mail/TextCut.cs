using Orleans;

namespace Tqq.Core.Mail;

/// <summary>
/// Where a handing-out begins and ends inside a text, counted in the pieces that the wire cuts texts into. Only short replies end inside
/// one (protocol.md §5.9); what follows one may begin there.
/// </summary>
/// <param name="Skipped">How many pieces of the first text went out, and were acknowledged, before; 0 almost always.</param>
/// <param name="Through">With which piece of the last text it ends, counted from 1; 0 where that text goes out to its end.</param>
[GenerateSerializer, Immutable]
public readonly record struct TextCut([property: Id(0)] int Skipped, [property: Id(1)] int Through);
