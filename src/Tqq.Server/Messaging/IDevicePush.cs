using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Devices;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Operations;

namespace Tqq.Server.Messaging;

/// <summary>Where browsers are told of messages while no page is open, and what there is to be said.</summary>
public interface IDevicePush
{
    /// <summary>
    /// Has the browser of a device session told. A browser is one account's: where another session, of whichever account, was told at the
    /// same address, it is not any more.
    /// </summary>
    /// <returns>
    /// <see cref="Answer.NotLoggedIn"/> where there is no such session, <see cref="Answer.AtLimit"/> where <see cref="PushTarget.Most"/>
    /// others are told.
    /// </returns>
    ValueTask<Outcome> SubscribeAsync(Uin uin, int device, PushTarget target, CancellationToken cancellationToken);

    /// <summary>Has the browser of a device session told no longer.</summary>
    /// <param name="uin">Whose.</param>
    /// <param name="device">The number of the session.</param>
    /// <param name="endpoint">Only where it is told there; null for wherever.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False where it is not told.</returns>
    ValueTask<bool> UnsubscribeAsync(Uin uin, int device, string? endpoint, CancellationToken cancellationToken);

    /// <summary>What there is to be said of an item of an account's log.</summary>
    /// <returns>
    /// Null where nobody is to be told: it was read or deleted, its peer is muted or blocked, or no session has a target.
    /// </returns>
    ValueTask<PushLook?> LookAsync(PushNote note, CancellationToken cancellationToken);
}

/// <summary>Hears that something came in which a browser may have to be told of.</summary>
public interface IPushes
{
    /// <summary>It is on disk. Returns at once, and may forget it where too much comes.</summary>
    void Note(PushNote note);
}

/// <summary>Something came in.</summary>
/// <param name="Uin">For whom.</param>
/// <param name="Number">Its number in the log of that account.</param>
/// <param name="Peer">Of whom.</param>
/// <param name="Kind">What it is.</param>
[GenerateSerializer, Immutable]
public sealed record PushNote(Uin Uin, long Number, Uin Peer, MessageKind Kind);

/// <summary>What there is to be said.</summary>
/// <param name="IsPageOpen">Whether a browser has a stream open, and learns of it there.</param>
/// <param name="Item">The item of the log.</param>
/// <param name="Targets">Whom to tell: the numbers of the sessions, and where.</param>
/// <param name="Nick">The nickname of the peer; null where it cannot be said.</param>
/// <param name="Avatar">The avatar of the peer.</param>
[GenerateSerializer, Immutable]
public sealed record PushLook(
    bool IsPageOpen, LogItem Item, ImmutableArray<(int Device, PushTarget Target)> Targets, string? Nick = null, int Avatar = 0);
