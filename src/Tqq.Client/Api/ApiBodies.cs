namespace Tqq.Client;

/// <summary>A message, or what stands among messages.</summary>
/// <param name="Id">Its number in the account's log.</param>
/// <param name="Kind">
/// message; request, accepted or refused, which are about becoming friends; notice, a word of the server itself; deleted.
/// </param>
/// <param name="Peer">The other account.</param>
/// <param name="At">When it was entered.</param>
/// <param name="Sent">Whether the account sent it itself; null where it is deleted.</param>
/// <param name="Text">The text; null where it is deleted.</param>
/// <param name="Key">The Idempotency-Key that the account sent it with, if any.</param>
public sealed record ApiMessage(
    string Id, string Kind, uint Peer, DateTimeOffset At, bool? Sent = null, string? Text = null, string? Key = null);

/// <summary>A page of messages.</summary>
/// <param name="Messages">Newest first; oldest first where it was asked for what came after one.</param>
/// <param name="Next">What `before`, or `after`, is for the next page; null where this is the last.</param>
public sealed record ApiMessagePage(IReadOnlyList<ApiMessage> Messages, string? Next = null);

/// <summary>What was said with somebody, in one line.</summary>
/// <param name="Peer">With whom.</param>
/// <param name="Unread">How many messages came in behind the last that was read.</param>
/// <param name="Nick">The nickname of the other; null where the account is gone.</param>
/// <param name="Last">The last message; null where it is too old to be kept.</param>
/// <param name="ReadThrough">The last message that was read; null where none was.</param>
/// <param name="Muted">Whether the account has muted the other.</param>
/// <param name="Avatar">The avatar of the other; null where the account is gone.</param>
public sealed record ApiConversation(
    uint Peer, long Unread, string? Nick = null, ApiMessage? Last = null, string? ReadThrough = null, bool Muted = false,
    uint? Avatar = null);

/// <summary>A page of conversations.</summary>
/// <param name="Conversations">By their last messages, newest first.</param>
/// <param name="Next">What `before` is for the next page; null where this is the last.</param>
public sealed record ApiConversationPage(IReadOnlyList<ApiConversation> Conversations, string? Next = null);

/// <summary>A text that was sent: it is on the server's disk. Whether the other has it, is not said.</summary>
/// <param name="Id">Its number in the sender's log; null where that account does not keep what it sends, or sent it to itself.</param>
/// <param name="At">When it was entered there.</param>
public sealed record ApiSent(string? Id = null, DateTimeOffset? At = null);

/// <summary>A session of a browser or program.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">browser, program, bot or admin.</param>
/// <param name="Name">What its owner calls it; may be empty.</param>
/// <param name="Address">From where it was used last.</param>
/// <param name="Begun">When it signed in.</param>
/// <param name="LastUsed">When it was used last. Unused for 90 days, it is over.</param>
/// <param name="IsThis">Whether it is the one that asks.</param>
public sealed record ApiSession(
    string Id, string Kind, string Name, string Address, DateTimeOffset Begun, DateTimeOffset LastUsed, bool IsThis = false);

/// <summary>The session over HTTP QQ.</summary>
/// <param name="Address">The client's address.</param>
/// <param name="Begun">When it began.</param>
/// <param name="HasKey">Whether it has a session key; without one, whoever shares the address can act in it.</param>
/// <param name="AppPassword">The id of the app password that it began with; null where it was the account's own password.</param>
public sealed record ApiWireSession(string Address, DateTimeOffset Begun, bool HasKey = false, string? AppPassword = null)
{
    /// <summary>What <see cref="TqqApiClient.EndSessionAsync"/> takes to end it.</summary>
    public const string Id = "wire";
}

/// <summary>The sessions of an account.</summary>
/// <param name="Sessions">Those of browsers and programs that signed in, ascending by number.</param>
/// <param name="Wire">The session over HTTP QQ, where there is one.</param>
public sealed record ApiSessions(IReadOnlyList<ApiSession> Sessions, ApiWireSession? Wire = null);

/// <summary>A token to be made.</summary>
/// <param name="Name">What its owner calls it; 100 characters at most.</param>
/// <param name="Rights">send, read or all.</param>
/// <param name="Peers">The only accounts that it may send to and read of; null for all.</param>
/// <param name="Expires">When it ends; null for when it is revoked.</param>
public sealed record ApiNewToken(string Name, string Rights, IReadOnlyList<uint>? Peers = null, DateTimeOffset? Expires = null);

/// <summary>A token.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Rights">send, read or all.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Peers">The only accounts that it may send to and read of; null for all.</param>
/// <param name="Expires">When it ends; null for when it is revoked.</param>
/// <param name="LastUsed">When it was used last, to within ten minutes; null for never.</param>
/// <param name="LastUsedFrom">From where.</param>
/// <param name="Token">The token itself; only in the answer to its making.</param>
public sealed record ApiToken(
    string Id, string Name, string Rights, DateTimeOffset Made, IReadOnlyList<uint>? Peers = null, DateTimeOffset? Expires = null,
    DateTimeOffset? LastUsed = null, string? LastUsedFrom = null, string? Token = null)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"token {Id}";
}
