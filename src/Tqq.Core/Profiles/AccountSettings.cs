using Orleans;

namespace Tqq.Core.Profiles;

/// <summary>What can be chosen for an account.</summary>
/// <param name="WhoMayAdd">Who may add the account as a friend.</param>
/// <param name="RefusesStrangers">
/// Whether messages from accounts that are not friends are refused; the sender is not told (protocol.md §3).
/// </param>
/// <param name="Access">Who gets at the account over HTTP QQ.</param>
/// <param name="KeepsSent">Whether what it sends is kept in its log.</param>
/// <param name="WhoMayFind">Who finds the account by a search.</param>
/// <param name="WhoSees">Who sees which field of its profile.</param>
[GenerateSerializer, Immutable]
public sealed record AccountSettings(WhoMayAdd WhoMayAdd, bool RefusesStrangers, WireAccess Access,
    KeepsSent KeepsSent = KeepsSent.Default, WhoMayFind WhoMayFind = WhoMayFind.ByNumber, FieldAudiences WhoSees = default)
{
    /// <summary>The settings of a new account.</summary>
    public static readonly AccountSettings Default = new(WhoMayAdd.Verify, false, WireAccess.Open);
}
