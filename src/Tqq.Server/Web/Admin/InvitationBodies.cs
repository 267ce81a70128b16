namespace Tqq.Server.Web.Admin;

/// <summary>An invitation as the admin API shows it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">For whom it is.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Uses">How many accounts may be made with it.</param>
/// <param name="Used">How many were.</param>
/// <param name="State">open, used-up or over.</param>
/// <param name="Expires">When it ends; null for when it is used up or revoked.</param>
/// <param name="Code">The code itself; only in the answer to its making, and never again.</param>
/// <param name="Link">
/// The address that opens the page with the code in it; only together with the code, and only where the server knows one by which people
/// come: `--public-url` says it, or it was asked on its own machine and listens at all addresses.
/// </param>
public sealed record InvitationBody(long Id, string Name, string MadeBy, DateTimeOffset Made, int Uses, int Used, string State,
    DateTimeOffset? Expires = null, string? Code = null, string? Link = null)
{
    /// <summary>Without the code.</summary>
    public override string ToString() => $"invitation {Id}";
}

/// <summary>A page of invitations.</summary>
/// <param name="Invitations">The invitations, ascending by number.</param>
/// <param name="Next">The value of `after` for the next page, or null at the end.</param>
/// <param name="Registration">Who may make an account: closed, invite or open.</param>
public sealed record InvitationPage(IReadOnlyList<InvitationBody> Invitations, long? Next = null, string? Registration = null);

/// <summary>A new invitation.</summary>
/// <param name="Name">For whom it is, at most 100 characters; may be missing.</param>
/// <param name="MadeBy">Who makes it, at most 100 characters; may be missing.</param>
/// <param name="Uses">How many accounts may be made with it, 1 to 1,000; 1 where it is missing.</param>
/// <param name="Days">How many days it holds, 1 to 3,650; until it is used up or revoked, where it is missing.</param>
public sealed record NewInvitationBody(string? Name = null, string? MadeBy = null, long? Uses = null, long? Days = null);
