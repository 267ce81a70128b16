using Orleans;

namespace Tqq.Core.Profiles;

/// <summary>What the owner of an account may choose.</summary>
/// <param name="WhoMayAdd">Who may add the account as a friend.</param>
/// <param name="Disclosure">Who sees its private fields.</param>
/// <param name="RefusesStrangers">Whether messages from accounts that are not friends are refused; the sender is not told (protocol.md §3).</param>
[GenerateSerializer, Immutable]
public sealed record AccountSettings(
    WhoMayAdd WhoMayAdd = WhoMayAdd.Verify,
    Disclosure Disclosure = Disclosure.Friends,
    bool RefusesStrangers = false)
{
    /// <summary>The settings of a new account.</summary>
    public static readonly AccountSettings Default = new();
}
