namespace Tqq.Server.Storage;

/// <summary>An invitation to make accounts.</summary>
/// <param name="Id">Its number; 0 before it is stored.</param>
/// <param name="CodeHash">SHA-256 of its code, in upper-case hex.</param>
/// <param name="Name">For whom it is; 100 characters at most.</param>
/// <param name="MadeBy">Who made it; 100 characters at most.</param>
/// <param name="Made">When it was made, by the calendar.</param>
/// <param name="Uses">How many accounts may be made with it.</param>
/// <param name="Used">How many were made.</param>
/// <param name="Expires">When it ends; null for when it is used up or revoked.</param>
public sealed record Invitation(
    long Id, string CodeHash, string Name, string MadeBy, DateTimeOffset Made, int Uses, int Used, DateTimeOffset? Expires)
{
    /// <summary>How many accounts one may be for.</summary>
    public const int MostUses = 1_000;

    /// <summary>How many characters a name may have.</summary>
    public const int LongestName = 100;

    /// <summary>Without the hash.</summary>
    public override string ToString() => $"invitation {Id}";
}
