using Tqq.Core;

namespace Tqq.Server.Storage;

/// <summary>Numbers that nobody who registers is given; an administrator may give them.</summary>
/// <param name="First">The lowest.</param>
/// <param name="Last">The highest.</param>
/// <param name="Note">What for; <see cref="Invitation.LongestName"/> characters at most.</param>
/// <param name="MadeBy">Who has reserved them.</param>
/// <param name="Made">When, by the calendar.</param>
public sealed record ReservedRange(Uin First, Uin Last, string Note, string MadeBy, DateTimeOffset Made);
