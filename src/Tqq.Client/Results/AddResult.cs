namespace Tqq.Client;

/// <summary>What became of AddToList (`CD`, protocol.md §5.5).</summary>
/// <param name="Uin">Whom it was about.</param>
public abstract record AddResult(uint Uin)
{
    /// <summary>`CD=0`: they are friends now, or were before.</summary>
    /// <param name="Uin">The new friend.</param>
    public sealed record Added(uint Uin) : AddResult(Uin);

    /// <summary>`CD=1`: the other account wants to be asked; see <see cref="ITqqClient.AskFriendAsync"/>.</summary>
    /// <param name="Uin">Whom to ask.</param>
    public sealed record NeedsVerification(uint Uin) : AddResult(Uin);

    /// <summary>`CD=2`: the other account lets nobody add it, or is oneself.</summary>
    /// <param name="Uin">Who refuses.</param>
    public sealed record Refused(uint Uin) : AddResult(Uin);
}
