using Orleans;
using Tqq.Core.Sessions;

namespace Tqq.Core.Operations;

/// <summary>A Login as it comes from the wire (protocol.md §5.1). Its text form never shows the password.</summary>
/// <param name="PasswordMd5">`PS` as sent.</param>
/// <param name="WantsKey">Whether the client asks for a session key (`SK=?`).</param>
/// <param name="Origin">Where it comes from.</param>
[GenerateSerializer, Immutable]
public sealed record LoginAttempt(string PasswordMd5, bool WantsKey, RequestOrigin Origin)
{
    /// <summary>The attempt without its password, safe for logs.</summary>
    public override string ToString() => $"login from {Origin.Caller.Address}";
}
