using Orleans;

namespace Tqq.Core.Sessions;

/// <summary>What a client that acknowledges by count says it has taken: the first messages of one handing-out, and nothing else.</summary>
/// <param name="Count">How many, counted from the first.</param>
/// <param name="SeqMark">A hash of the `SEQ` of the request that they were handed out to; 0 where the count is 0.</param>
[GenerateSerializer, Immutable]
public readonly record struct MailTaken([property: Id(0)] uint Count, [property: Id(1)] ulong SeqMark);
