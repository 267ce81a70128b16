using System.Collections.Immutable;
using System.Net;
using Orleans;

namespace Tqq.Core.Profiles;

/// <summary>
/// What is to change of an account. What is null stays as it is when the change is made, not as it was when somebody looked: so two changes
/// that come together lose nothing of each other.
/// </summary>
/// <param name="Fields">Profile fields and their new values, which <see cref="FieldRules"/> allow.</param>
/// <param name="WhoMayAdd">Who may add the account as a friend.</param>
/// <param name="RefusesStrangers">Whether messages from accounts that are not friends are refused.</param>
/// <param name="Login">What opens it over HTTP QQ.</param>
/// <param name="Addresses">Where it may be used from; none for anywhere.</param>
/// <param name="RequiresKey">Whether its sessions must have a key.</param>
/// <param name="KeepsSent">Whether what it sends is kept in its log.</param>
/// <param name="WhoMayFind">Who finds it by a search.</param>
/// <param name="WhoSees">Fields of the profile that give a choice, and who sees them from now on; null for no change.</param>
[GenerateSerializer, Immutable]
public sealed record AccountEdit(
    ImmutableArray<KeyValuePair<ProfileField, string>> Fields,
    WhoMayAdd? WhoMayAdd,
    bool? RefusesStrangers,
    WireLogin? Login,
    ImmutableArray<IPNetwork>? Addresses,
    bool? RequiresKey,
    KeepsSent? KeepsSent,
    WhoMayFind? WhoMayFind = null,
    ImmutableArray<KeyValuePair<ProfileField, Audience>>? WhoSees = null)
{
    /// <summary>The profile with these fields.</summary>
    public Profile Apply(Profile profile)
    {
        foreach (var (field, value) in Fields)
            profile = profile.With(field, value);
        return profile;
    }

    /// <summary>The settings with these.</summary>
    public AccountSettings Apply(AccountSettings settings) => new(
        WhoMayAdd ?? settings.WhoMayAdd,
        RefusesStrangers ?? settings.RefusesStrangers,
        new(Login ?? settings.Access.Login, Addresses ?? settings.Access.Addresses, RequiresKey ?? settings.Access.RequiresKey),
        KeepsSent ?? settings.KeepsSent,
        WhoMayFind ?? settings.WhoMayFind,
        (WhoSees ?? []).Aggregate(settings.WhoSees, (chosen, one) => chosen.With(one.Key, one.Value)));
}
