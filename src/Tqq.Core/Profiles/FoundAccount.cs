using Orleans;

namespace Tqq.Core.Profiles;

/// <summary>An account that a search has found.</summary>
/// <param name="Uin">Its number.</param>
/// <param name="Nick">Its nickname.</param>
/// <param name="Avatar">Its avatar id (`FC`).</param>
/// <param name="Introduction">What it says of itself (`PR`).</param>
[GenerateSerializer, Immutable]
public sealed record FoundAccount(Uin Uin, string Nick, int Avatar, string Introduction = "")
{
    /// <summary>How a nickname is compared: in lower case, character by character.</summary>
    public static string Fold(string nick) => nick.ToLowerInvariant();

    /// <summary>What a search by the beginning of a nickname looks through; null where an account is not to be found so.</summary>
    public static string? KeyOf(AccountRecord account) =>
        account is { Enabled: true, Settings.WhoMayFind: WhoMayFind.Everyone } ? Fold(account.Profile.Nick) : null;
}
