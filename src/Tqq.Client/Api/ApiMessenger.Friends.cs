using System.Collections.Immutable;
using Tqq.Protocol.Grammar;

namespace Tqq.Client;

// What concerns friends and what they show of themselves.
public sealed partial class ApiMessenger
{
    /// <inheritdoc/>
    public async Task<int> CountFriendsAsync(CancellationToken cancellationToken = default) =>
        (await FriendsAsync(Command.List, cancellationToken).ConfigureAwait(false)).Count;

    /// <inheritdoc/>
    public async Task<ImmutableArray<uint>> ListFriendsAsync(CancellationToken cancellationToken = default) =>
        [.. (await FriendsAsync(Command.List, cancellationToken).ConfigureAwait(false)).Select(friend => friend.Uin)];

    /// <inheritdoc/>
    public async Task<int> CountOnlineAsync(CancellationToken cancellationToken = default) =>
        (await ListOnlineAsync(cancellationToken).ConfigureAwait(false)).Length;

    /// <inheritdoc/>
    public async Task<ImmutableArray<FriendOnline>> ListOnlineAsync(CancellationToken cancellationToken = default) =>
    [
        .. (await FriendsAsync(Command.QueryStat, cancellationToken).ConfigureAwait(false))
            .Where(friend => friend.Status != UserStatus.Offline)
            .Select(friend => new FriendOnline(friend.Uin, friend.Nick, friend.Status, friend.Avatar)),
    ];

    /// <inheritdoc/>
    public async Task<UserProfile> GetInfoAsync(
        uint uin, ProfileDetail detail = ProfileDetail.Full, CancellationToken cancellationToken = default)
    {
        var person = await AskAsync(Command.GetInfo, uin, () => Api.GetPersonAsync(uin, cancellationToken)).ConfigureAwait(false);
        return WireProfile.Of(uin, person.Profile with { Nick = person.Nick, Avatar = person.Avatar });
    }

    /// <inheritdoc/>
    public async Task<AddResult> AddFriendAsync(uint uin, CancellationToken cancellationToken = default) =>
        await AskAsync(Command.AddToList, uin, () => Api.AddFriendAsync(uin, null, cancellationToken)).ConfigureAwait(false) switch
        {
            ApiAddOutcome.Added => new AddResult.Added(uin),
            ApiAddOutcome.Refused => new AddResult.Refused(uin),
            _ => new AddResult.NeedsVerification(uin),
        };

    /// <inheritdoc/>
    public Task AskFriendAsync(uint uin, string words = "", CancellationToken cancellationToken = default) =>
        AskAsync(Command.AckAddToList, uin, () => Api.AddFriendAsync(uin, TqqClient.NotTooLong(words, nameof(words)), cancellationToken));

    /// <inheritdoc/>
    public Task AcceptFriendAsync(uint uin, CancellationToken cancellationToken = default) =>
        AnswerAsync(uin, () => Api.AcceptFriendAsync(uin, cancellationToken));

    /// <inheritdoc/>
    public Task RefuseFriendAsync(uint uin, string reason = "", CancellationToken cancellationToken = default) =>
        AnswerAsync(uin, () => Api.RefuseFriendAsync(uin, TqqClient.NotTooLong(reason, nameof(reason)), cancellationToken));

    /// <inheritdoc/>
    public Task RemoveFriendAsync(uint uin, CancellationToken cancellationToken = default) =>
        AnswerAsync(uin, () => Api.RemoveFriendAsync(uin, cancellationToken));

    /// <inheritdoc/>
    public Task ChangeStatusAsync(UserStatus status, CancellationToken cancellationToken = default)
    {
        if (!Enum.IsDefined(status))
            throw new ArgumentOutOfRangeException(nameof(status), status, "Online, Busy, Invisible or Offline.");
        return AskAsync(Command.ChangeStat, Uin, async () =>
        {
            await Api.SetStatusAsync(status, cancellationToken).ConfigureAwait(false);
            return true;
        });
    }

    private Task<IReadOnlyList<ApiFriend>> FriendsAsync(Command command, CancellationToken cancellationToken) =>
        AskAsync(command, Uin, () => Api.ListFriendsAsync(cancellationToken));

    // Where there is nothing to answer or remove, nothing happens: so HTTP QQ has it.
    private Task<bool> AnswerAsync(uint uin, Func<Task> ask) => AskAsync(Command.AckAddToList, uin, async () =>
    {
        try
        {
            await ask().ConfigureAwait(false);
        }
        catch (TqqApiException e) when (e.Type == TqqApiException.TypeOfMissing)
        {
            return false;
        }

        return true;
    });
}
