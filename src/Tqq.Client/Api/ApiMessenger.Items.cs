using System.Globalization;
using Tqq.Protocol.Grammar;

namespace Tqq.Client;

// What comes in, in the words of HTTP QQ.
public sealed partial class ApiMessenger
{
    // As many as HTTP QQ hands out at once, and as many as a page of the API has.
    private const int MostPeeked = 100;
    private const int MostOnPage = 200;

    /// <summary>What a call fails with, where the API says in other words what HTTP QQ says as well.</summary>
    private static async Task<T> AsWireSaysAsync<T>(uint self, Command command, uint uin, Func<Task<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (TqqApiException e) when (e.Type is TqqApiException.TypeOfNotSignedIn or TqqApiException.TypeOfWrongPassword
            or TqqApiException.TypeOfAccountDisabled)
        {
            throw new LoginFailedException(self, e);
        }
        catch (TqqApiException e) when (e.Type == TqqApiException.TypeOfMissing && uin != self)
        {
            throw new IllegalUinException(command, uin);
        }
        catch (TqqApiException e) when (e.Type == TqqApiException.TypeOfMailboxFull || e.IsForNow)
        {
            throw new DeniedException(command);
        }
    }

    private Task<T> AskAsync<T>(Command command, uint uin, Func<Task<T>> ask) => AsWireSaysAsync(Uin, command, uin, ask);

    /// <summary>
    /// Takes what an event brings, all of it before any of it is handed out: a loop that ends goes on behind it. Friends who look different
    /// than before are said also where that changed while no stream was open.
    /// </summary>
    private async Task<List<Incoming>> TakeAsync(ApiEvent said, CancellationToken cancellationToken)
    {
        var taken = new List<Incoming>();
        if (said is ApiEvent.Reset)
        {
            _logger.PositionIsGone(Uin);
            _isLost = true;
        }
        else if (said is ApiEvent.Ready ready)
        {
            if (_isLost)
            {
                // What was settled and is not told yet would be unread still.
                await AcknowledgeAsync(cancellationToken).ConfigureAwait(false);
                foreach (var (unread, at) in await FindUnreadAsync(said.Id, cancellationToken).ConfigureAwait(false))
                    Take(unread, null, at);
                _isLost = false;
            }

            foreach (var change in Changes(ready.Presence))
                Take(change, null, 0);
            _hasPresence = true;
        }

        var isBeginning = _begin.Id is null;
        // Behind a reset there is nothing to go on from before it is known what is unread.
        _begin = _isLost || said.Id is null ? _begin : new(said.Id, TimeOf(said) ?? _begin.At);
        var position = _isLost || said.Id is null ? null : _begin.ToString();
        var (came, number) = said switch
        {
            ApiEvent.Message(var item) when item.Sent == false => (ToIncoming(item), NumberOf(item)),
            ApiEvent.Announcement(var item) => (ToIncoming(item), NumberOf(item)),
            ApiEvent.Request(var item) => (ToIncoming(item), NumberOf(item)),
            ApiEvent.PresenceChange(var now) => (Change(now.Uin, now.Status), 0),
            _ => (null, 0),
        };
        if (came is null)
            _taken.Pass(position);
        else
            Take(came, position, number);
        if (isBeginning)
            Keep(position);
        return taken;

        void Take(Incoming item, string? behind, long at)
        {
            if (_taken.Take(item, behind, at) is { } mine)
                taken.Add(mine);
        }
    }

    private IEnumerable<Incoming> Changes(IReadOnlyList<ApiPresence> now)
    {
        var seen = now.ToDictionary(friend => friend.Uin, friend => friend.Status);
        foreach (var uin in _presence.Keys.Except(seen.Keys).ToList())
            seen.Add(uin, UserStatus.Offline);
        foreach (var (uin, status) in seen)
            if (Change(uin, status) is { } change && _hasPresence)
                yield return change;
    }

    // Null where the friend looked so before.
    private Incoming.PresenceChange? Change(uint uin, UserStatus status)
    {
        if (_presence.GetValueOrDefault(uin, UserStatus.Offline) == status)
            return null;
        _presence[uin] = status;
        return new(uin, status);
    }

    // What stands in the log has its time; where a stream begins, the server's clock says it.
    private static DateTimeOffset? TimeOf(ApiEvent said) => said switch
    {
        ApiEvent.Message(var item) => item.At,
        ApiEvent.Announcement(var item) => item.At,
        ApiEvent.Request(var item) => item.At,
        ApiEvent.Ready ready => ready.At,
        _ => null,
    };

    /// <summary>What has come since the program was there last and was read on no device, in its order.</summary>
    /// <param name="through">Behind which event nothing is wanted; null for all there is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private Task<List<(Incoming Item, long Number)>> FindUnreadAsync(string? through, CancellationToken cancellationToken) =>
        AskAsync(Command.GetMsgEx, Uin, async () =>
        {
            var (last, since) = (through is null ? long.MaxValue : NumberOf(through), _begin.Id is null ? DateTimeOffset.MaxValue
                : _begin.At);
            var found = new List<(Incoming Item, long Number)>();
            string? next = null;
            do
            {
                var page = await Api.ListConversationsAsync(next, MostOnPage, cancellationToken).ConfigureAwait(false);
                foreach (var conversation in page.Conversations.Where(one => one.Unread > 0 && one.Last?.At >= since))
                    await AddUnreadAsync(found, conversation, since, cancellationToken).ConfigureAwait(false);
                next = page.Conversations is [.., { Last.At: var oldest }] && oldest >= since ? page.Next : null;
            }
            while (next is not null);
            found.RemoveAll(item => item.Number > last);
            found.Sort((one, other) => one.Number.CompareTo(other.Number));
            return found;
        });

    // Backwards, because a conversation may be long and what was read last unknown.
    private async Task AddUnreadAsync(List<(Incoming Item, long Number)> found, ApiConversation conversation, DateTimeOffset since,
        CancellationToken cancellationToken)
    {
        var read = conversation.ReadThrough is { } through ? NumberOf(through) : 0;
        for (string? before = null; ;)
        {
            var page = await Api.ReadMessagesAsync(conversation.Peer, before, limit: MostOnPage, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            var unread = page.Messages.TakeWhile(item => item.At >= since && NumberOf(item) > read).ToList();
            found.AddRange(unread.Where(item => item.Sent == false).Select(item => (ToIncoming(item), NumberOf(item))));
            if (page.Next is null || unread.Count < page.Messages.Count)
                return;
            before = page.Next;
        }
    }

    private static Incoming ToIncoming(ApiMessage item) => item.Kind switch
    {
        "request" => new Incoming.FriendRequest(item.Peer, item.Text ?? "") { At = item.At },
        "accepted" => new Incoming.Accepted(item.Peer) { At = item.At },
        "refused" => new Incoming.Refused(item.Peer, item.Text ?? "") { At = item.At },
        "notice" => new Incoming.Notice(item.Peer, item.Text ?? "") { At = item.At },
        _ => new Incoming.Message(item.Peer, item.Text ?? "") { At = item.At },
    };

    private static long NumberOf(ApiMessage item) => NumberOf(item.Id);

    // The id of an event is EPOCH-NUMBER.
    private static long NumberOf(string id) => long.TryParse(
        id.AsSpan(id.IndexOf('-', StringComparison.Ordinal) + 1), NumberStyles.None, CultureInfo.InvariantCulture,
            out var number) ? number : 0;
}
