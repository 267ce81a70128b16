using Orleans;

namespace Tqq.Core.Log;

/// <summary>How an account's log stands.</summary>
/// <param name="Last">The highest number that anything of the account has used.</param>
/// <param name="GoneThrough">
/// The highest number that was swept; 0 where nothing was. A device that wants to go on behind a lower number has missed
/// something for good, and begins anew.
/// </param>
/// <param name="Bytes">How large it is: its texts in UTF-8, and 100 bytes for each item.</param>
[GenerateSerializer, Immutable]
public sealed record LogFacts(long Last, long GoneThrough, long Bytes);
