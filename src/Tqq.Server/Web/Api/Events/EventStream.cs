using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tqq.Core.Contacts;
using Tqq.Core.Presence;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Api.Events;

/// <summary>
/// The events of one account for one client. It waits until the account signals, and then says what is new: of the log everything once and
/// in its order, of presence, profile and marks what has changed since it was said last.
/// </summary>
/// <param name="live">The stream.</param>
/// <param name="caller">Whose.</param>
/// <param name="log">The logs.</param>
/// <param name="messenger">The messenger.</param>
internal sealed class EventStream(LiveStream live, ApiCaller caller, IDeviceLog log, IDeviceMessenger messenger)
{
    private readonly LogFollower _follower = new(log, caller);
    private DeviceView? _said;

    /// <summary>Says everything until the client goes, the server stops, or the session ends.</summary>
    /// <param name="position">Behind what to begin; null for now.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    /// <returns>Null: whatever is to be said, the stream has said.</returns>
    public async Task<IResult?> RunAsync(LogPosition? position, CancellationToken cancellationToken)
    {
        var isOver = await _follower.BeginAsync(position, cancellationToken) is not { } goesOn
            || !await BeginAsync(isReset: !goesOn, cancellationToken);
        while (!isOver && await live.FlushAsync())
        {
            var woken = await live.NextAsync();
            if (woken.HasFlag(Woken.End))
                return null;
            if (woken.HasFlag(Woken.Tick))
                live.Output.Comment();
            isOver = !await SayNewsAsync(woken.HasFlag(Woken.News), cancellationToken);
        }

        if (isOver)
        {
            var by = await messenger.WasEndedByAdministratorAsync(caller.Uin, caller.Device, cancellationToken) ? "administrator" : null;
            live.Output.Event("session", new SessionEventBody(Text(caller.Device), "ended", by), EventJson.Default.SessionEventBody);
            await live.FlushAsync();
        }

        return null;
    }

    private async ValueTask<bool> BeginAsync(bool isReset, CancellationToken cancellationToken)
    {
        if (await messenger.ViewAsync(caller.Uin, caller.Device, caller.Address, cancellationToken) is not { } view
            || await log.ListConversationsAsync(caller.Uin, caller.Device, long.MaxValue, IDeviceLog.MostAtOnce, cancellationToken)
                is not { } conversations)
            return false;
        // Nothing is written before all of it is read: what cannot be read yet is a refusal, and no stream.
        live.Output.Retry();
        if (isReset)
            live.Output.Event("reset", new ResetBody(), EventJson.Default.ResetBody, _follower.Position);
        var unread = conversations.Where(one => one.Unread > 0 && caller.Knows(one.Peer)).Select(one =>
            new UnreadBody(one.Peer.Value, one.Unread));
        var friends = view.Friends.Where(friend => caller.Knows(friend.Uin)).Select(Body);
        var marked = view.Marks.Where(mark => caller.Knows(mark.Peer)).Select(Body);
        live.Output.Event("ready",
            new ReadyBody(caller.Uin.Value, Text(caller.Device), Words(view.Status), [.. friends], [.. unread], [.. marked]),
            EventJson.Default.ReadyBody, _follower.Position);
        _said = view;
        return true;
    }

    // False where the session is over, which may be so without a signal: a token ends at its time.
    private async ValueTask<bool> SayNewsAsync(bool isInLog, CancellationToken cancellationToken)
    {
        if (await messenger.ViewAsync(caller.Uin, caller.Device, caller.Address, cancellationToken) is not { } view)
            return false;
        SayPresence(_said!.Friends, view.Friends);
        if ((view.Profile, view.Status, view.Settings) != (_said.Profile, _said.Status, _said.Settings))
            live.Output.Event("profile", new ProfileBody(caller.Uin.Value, view.Profile.Nick, view.Profile.Avatar, Words(view.Status)),
                EventJson.Default.ProfileBody);
        if (view.Marks != _said.Marks)
            SayMarks(_said.Marks, view.Marks);
        _said = view;
        return !isInLog || await SayLogAsync(cancellationToken);
    }

    private async ValueTask<bool> SayLogAsync(CancellationToken cancellationToken)
    {
        for (; ; )
        {
            if (await _follower.ReadAsync(cancellationToken) is not var (items, hasMore, beginsAnew))
                return false;
            if (beginsAnew)
                return await BeginAsync(isReset: true, cancellationToken);
            foreach (var item in items)
            {
                _follower.Pass(item);
                if (caller.Knows(item.Peer))
                    live.Output.Item(item, _follower.Position);
                // The next flush says so as well, and ends it.
                if (!await live.FlushWhenLongAsync())
                    return true;
            }

            if (!hasMore)
                return true;
        }
    }

    // Both are ascending by number.
    private void SayPresence(ImmutableArray<FriendPresence> before, ImmutableArray<FriendPresence> now)
    {
        for (int was = 0, at = 0; was < before.Length || at < now.Length;)
        {
            var order = was == before.Length ? 1 : at == now.Length ? -1 : before[was].Uin.CompareTo(now[at].Uin);
            var old = order <= 0 ? before[was++] : null;
            var current = order >= 0 ? now[at++] : null;
            if ((old?.Seen, old?.Nick, old?.Avatar) != (current?.Seen, current?.Nick, current?.Avatar)
                && (current ?? old) is { } friend && caller.Knows(friend.Uin))
                live.Output.Event("presence", current is null ? new(friend.Uin.Value, Words(Status.Offline)) : Body(current),
                    EventJson.Default.PresenceBody);
        }
    }

    private void SayMarks(ImmutableArray<PeerMark> before, ImmutableArray<PeerMark> now)
    {
        var gone = before.ExceptBy(now.Select(mark => mark.Peer), mark => mark.Peer).Select(mark => new PeerMark(mark.Peer, false, false));
        foreach (var mark in now.Except(before).Concat(gone).Where(mark => caller.Knows(mark.Peer)))
            live.Output.Event("marked", Body(mark), EventJson.Default.MarkedBody);
    }

    private static PresenceBody Body(FriendPresence friend) => new(friend.Uin.Value, Words(friend.Seen), friend.Nick, friend.Avatar);

    private static MarkedBody Body(PeerMark mark) => new(mark.Peer.Value, mark.IsBlocked, mark.IsMuted);

    private static string Words(Status status) => JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString());

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
