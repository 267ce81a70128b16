using System.Collections.Immutable;
using System.Text;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;

namespace Tqq.Client;

// What concerns friends and what they show of themselves.
public sealed partial class TqqClient
{
    // Any number but 0 asks for the list; this one the clients of 2005 used.
    private const uint WantsList = 160;

    /// <inheritdoc/>
    public async Task<int> CountFriendsAsync(CancellationToken cancellationToken = default) =>
        await AskAsync(new ListRequest(null, null), cancellationToken).ConfigureAwait(false) switch
        {
            ListCountReply count => (int)Math.Min(count.Count, int.MaxValue),
            ListReply list => list.Friends.Length,
            _ => throw Unexpected(Command.List),
        };

    /// <inheritdoc/>
    public async Task<ImmutableArray<uint>> ListFriendsAsync(CancellationToken cancellationToken = default) =>
        await AskAsync(new ListRequest(WantsList, 0), cancellationToken).ConfigureAwait(false) is ListReply list ? list.Friends : [];

    /// <inheritdoc/>
    public async Task<int> CountOnlineAsync(CancellationToken cancellationToken = default) =>
        await AskAsync(new QueryStatRequest(null, null), cancellationToken).ConfigureAwait(false) switch
        {
            ListCountReply count => (int)Math.Min(count.Count, int.MaxValue),
            QueryStatReply list => list.Online.Length,
            _ => throw Unexpected(Command.QueryStat),
        };

    /// <inheritdoc/>
    public async Task<ImmutableArray<FriendOnline>> ListOnlineAsync(CancellationToken cancellationToken = default) =>
        await AskAsync(new QueryStatRequest(WantsList, 0), cancellationToken).ConfigureAwait(false) is QueryStatReply reply
            ? [.. reply.Online.Select(friend => new FriendOnline(friend.Uin, friend.Nick, (UserStatus)friend.Status, friend.Avatar))]
            : [];

    /// <inheritdoc/>
    public async Task<UserProfile> GetInfoAsync(uint uin, ProfileDetail detail = ProfileDetail.Full,
        CancellationToken cancellationToken = default)
    {
        var reply = await AskAsync(new GetInfoRequest((uint)detail, uin), cancellationToken).ConfigureAwait(false);
        return reply is GetInfoReply info ? new(info.Target, info.Values) : throw Unexpected(Command.GetInfo);
    }

    /// <inheritdoc/>
    public async Task<AddResult> AddFriendAsync(uint uin, CancellationToken cancellationToken = default)
    {
        var reply = await AskAsync(new AddToListRequest(uin), cancellationToken).ConfigureAwait(false);
        return reply is AddToListReply { Code: var code } ? code switch
        {
            0 => new AddResult.Added(uin),
            1 => new AddResult.NeedsVerification(uin),
            _ => new AddResult.Refused(uin),
        } : throw Unexpected(Command.AddToList);
    }

    /// <inheritdoc/>
    public Task AskFriendAsync(uint uin, string words = "", CancellationToken cancellationToken = default) =>
        AskAsync(new AckAddToListRequest(uin, 2, NotTooLong(words, nameof(words))), cancellationToken);

    /// <inheritdoc/>
    public Task AcceptFriendAsync(uint uin, CancellationToken cancellationToken = default) =>
        AskAsync(new AckAddToListRequest(uin, 0, ""), cancellationToken);

    /// <inheritdoc/>
    public Task RefuseFriendAsync(uint uin, string reason = "", CancellationToken cancellationToken = default) =>
        AskAsync(new AckAddToListRequest(uin, 1, NotTooLong(reason, nameof(reason))), cancellationToken);

    /// <inheritdoc/>
    public Task RemoveFriendAsync(uint uin, CancellationToken cancellationToken = default) =>
        AskAsync(new DelFromListRequest(uin), cancellationToken);

    /// <exception cref="ArgumentException">The words are too long.</exception>
    internal static string NotTooLong(string words, string name) => Encoding.UTF8.GetByteCount(words) is var length
        && length <= LongestWords
        ? words
        : throw new ArgumentException($"These words have {length} bytes of UTF-8; {LongestWords} are allowed.", name);

    private static UnexpectedReplyException Unexpected(Command command) => new(command, "it says nothing of what was asked");
}
