namespace Tqq.Server.Web.Api.Signing;

/// <summary>A new token.</summary>
/// <param name="Name">What its owner calls it; 100 characters at most.</param>
/// <param name="Rights">send, read or all.</param>
/// <param name="Peers">The only accounts that it may send to and read of; all where it is missing or empty.</param>
/// <param name="Expires">When it ends; when it is revoked, where it is missing.</param>
public sealed record NewTokenBody(string? Name, string? Rights, IReadOnlyList<long>? Peers = null, DateTimeOffset? Expires = null);

/// <summary>A token.</summary>
/// <param name="Id">Its number, as a text.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Rights">send, read or all.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Peers">The only accounts that it may send to and read of; missing for all.</param>
/// <param name="Expires">When it ends; missing for when it is revoked.</param>
/// <param name="LastUsed">When it was used last; missing for never. It may be ten minutes older than it was.</param>
/// <param name="LastUsedFrom">From where.</param>
/// <param name="Token">The token itself; only in the answer to its making, and never again.</param>
public sealed record TokenBody(
    string Id, string Name, string Rights, DateTimeOffset Made, IReadOnlyList<long>? Peers = null, DateTimeOffset? Expires = null,
    DateTimeOffset? LastUsed = null, string? LastUsedFrom = null, string? Token = null)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"token {Id}";
}

/// <summary>The tokens of an account.</summary>
/// <param name="Tokens">Ascending by number.</param>
public sealed record TokenList(IReadOnlyList<TokenBody> Tokens);
