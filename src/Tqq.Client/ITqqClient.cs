using System.Collections.Immutable;

namespace Tqq.Client;

/// <summary>
/// An account that is logged in: all eleven commands of HTTP QQ 1.1 (protocol.md §5) as typed calls. <see cref="TqqClient"/> speaks to a
/// server; a test of a bot may give it another one that does not. Every call ends early when it is cancelled, and fails with a
/// <see cref="TqqException"/> where the server does not do what was asked.
/// </summary>
public interface ITqqClient : IAsyncDisposable
{
    /// <summary>The account's number.</summary>
    uint Uin { get; }

    /// <summary>List (§5.2) without `TN`: how many friends there are.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<int> CountFriendsAsync(CancellationToken cancellationToken = default);

    /// <summary>List (§5.2): the numbers of all friends, ascending.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ImmutableArray<uint>> ListFriendsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Query_Stat (§5.3) without `TN`: how many friends are online. The server answers twice and closes; the second answer says nothing.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<int> CountOnlineAsync(CancellationToken cancellationToken = default);

    /// <summary>Query_Stat (§5.3): the friends who are online or busy, ascending by number.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ImmutableArray<FriendOnline>> ListOnlineAsync(CancellationToken cancellationToken = default);

    /// <summary>GetInfo (§5.4): the profile of any account.</summary>
    /// <param name="uin">Whose.</param>
    /// <param name="detail">How much of it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="IllegalUinException">There is no such account.</exception>
    Task<UserProfile> GetInfoAsync(uint uin, ProfileDetail detail = ProfileDetail.Full, CancellationToken cancellationToken = default);

    /// <summary>AddToList (§5.5): makes somebody a friend, if they let everybody.</summary>
    /// <param name="uin">Whom.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="IllegalUinException">There is no such account.</exception>
    Task<AddResult> AddFriendAsync(uint uin, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ack_AddToList with `CD=2` (§5.6): asks somebody to become a friend. They read the words as <see cref="Incoming.FriendRequest"/>.
    /// </summary>
    /// <param name="uin">Whom.</param>
    /// <param name="words">What to say, at most <see cref="TqqClient.LongestWords"/> bytes of UTF-8.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">The words are too long.</exception>
    /// <exception cref="IllegalUinException">There is no such account.</exception>
    Task AskFriendAsync(uint uin, string words = "", CancellationToken cancellationToken = default);

    /// <summary>Ack_AddToList with `CD=0` (§5.6): accepts somebody's request; without one nothing happens.</summary>
    /// <param name="uin">Whose.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task AcceptFriendAsync(uint uin, CancellationToken cancellationToken = default);

    /// <summary>Ack_AddToList with `CD=1` (§5.6): refuses somebody's request; without one nothing happens.</summary>
    /// <param name="uin">Whose.</param>
    /// <param name="reason">
    /// Why, at most <see cref="TqqClient.LongestWords"/> bytes of UTF-8; they read it as <see cref="Incoming.Refused"/>.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">The reason is too long.</exception>
    Task RefuseFriendAsync(uint uin, string reason = "", CancellationToken cancellationToken = default);

    /// <summary>DelFromList (§5.7): takes somebody off one's own list. A friend who is none is no error.</summary>
    /// <param name="uin">Whom.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task RemoveFriendAsync(uint uin, CancellationToken cancellationToken = default);

    /// <summary>Change_Stat (§5.8): one's own status. A new login after a lost session sets it again.</summary>
    /// <param name="status">The status.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task ChangeStatusAsync(UserStatus status, CancellationToken cancellationToken = default);

    /// <summary>
    /// CLTMSG (§5.10): sends a text of any length. It is cut into messages of at most 400 bytes of UTF-8, between words where that can be,
    /// and they go at a pace the server bears. When this returns, all of it is on the server's disk (§4). Each message carries a key (`MK`,
    /// §4) and is repeated with it until the server has answered, over new connections, new logins and restarts of the server: it arrives
    /// once. A server that knows no keys may have it twice where a reply was lost for more than 10 s.
    /// </summary>
    /// <param name="uin">To whom; friend or not, online or not.</param>
    /// <param name="text">The text, not empty.</param>
    /// <param name="options">
    /// Who hears of each message, where an earlier call was cut off, and the key; null for a new text of which nobody hears.
    /// </param>
    /// <param name="cancellationToken">
    /// Ends the call; what was sent by then stays sent, and the message on its way may arrive. A call with the same key does not double it.
    /// </param>
    /// <exception cref="SendCanceledException">
    /// The call was cancelled, or the client was disposed with a message on its way. The exception says how much has arrived, whether the
    /// next message may have, and the key.
    /// </exception>
    /// <exception cref="InDoubtException">No reply came to a message that went out, so it may have arrived or not.</exception>
    /// <exception cref="IllegalUinException">There is no such account.</exception>
    /// <exception cref="DeniedException">The receiver's mailbox is full, or the server is stricter than documented.</exception>
    Task SendAsync(uint uin, string text, SendOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// GetMsgEx (§5.9): everything that comes, until cancelled; then the stream just ends. An item that the program does not
    /// <see cref="Settle"/> is not acknowledged, however the loop ends: the next call of this method yields it again, or the server hands
    /// it out to the next client. However long the loop's body takes, the session stays alive. The stream goes on while items are
    /// unsettled, until 100 items (or 64 KiB) wait behind the first of them.
    /// </summary>
    /// <param name="cancellationToken">Ends the stream at once.</param>
    /// <exception cref="InvalidOperationException">Another call reads already.</exception>
    /// <exception cref="LoggedInElsewhereException">Another login has taken the session's place.</exception>
    /// <exception cref="TqqException">The server is gone for longer than the budget, or does not let the account in any more.</exception>
    IAsyncEnumerable<Incoming> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The program has done what it wants to do about an item, and need not get it again. Nothing is sent: the next request acknowledges
    /// the item (`AK`, §4), if all items that came before it are settled too; see <see cref="AcknowledgeAsync"/>. An item may be settled at
    /// any time, in any order, from any thread, and twice. Only servers that know session keys can tell settled items from others; to all
    /// others the next request acknowledges everything that was handed out.
    /// </summary>
    /// <param name="item">The very object that <see cref="ReadAsync"/> or <see cref="PeekAsync"/> gave.</param>
    /// <exception cref="ArgumentException">The item is a copy, or comes from another client.</exception>
    void Settle(Incoming item);

    /// <summary>
    /// Whether something is settled that the server could know and was not told yet: what waits behind an unsettled item is not, and
    /// servers that know no session keys cannot be told.
    /// </summary>
    bool HasUnacknowledged { get; }

    /// <summary>
    /// Acknowledges now what is settled, instead of with the next request. When this returns, a program that dies gets none of it again. It
    /// costs a request, unless everything settled is acknowledged already; servers allow 20 requests a second (§6).
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task AcknowledgeAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// GetMsgEx (§5.9), once: what is not settled, oldest first, up to what the server hands out at once (100 messages). Nothing of it is
    /// acknowledged: until it is settled, the same comes again, here or elsewhere. It may be called while another call reads. Only servers
    /// that know session keys can leave messages so.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ImmutableArray<Incoming>> PeekAsync(CancellationToken cancellationToken = default);

    /// <summary>Logout (§5.11): ends the session now. A later call of this client would begin a new one.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task SignOutAsync(CancellationToken cancellationToken = default);
}
