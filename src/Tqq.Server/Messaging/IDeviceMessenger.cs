using System.Collections.Immutable;
using System.Net;
using Tqq.Core;
using Tqq.Core.Commands;
using Tqq.Core.Contacts;
using Tqq.Core.Devices;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;

namespace Tqq.Server.Messaging;

/// <summary>
/// The messenger as doors see it whose clients are device sessions (protocol.md §3): the web API, a gateway for bots. The door makes sure
/// that a client is the device that it says. An answer comes only after all it promises is on disk.
/// </summary>
public interface IDeviceMessenger
{
    /// <summary>Opens a device session. Where the account has 20, the longest unused gives way.</summary>
    /// <param name="uin">Whose.</param>
    /// <param name="kind">What opens it.</param>
    /// <param name="name">What its owner calls it; 100 characters at most.</param>
    /// <param name="from">The client's address.</param>
    /// <param name="credentialHash">SHA-256 in upper-case hex of what its client shows to act in it; null where the door keeps
    /// that.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The session; null where there is no such account, or it is shut.</returns>
    ValueTask<DeviceSession?> OpenAsync(
        Uin uin, DeviceKind kind, string name, IPAddress from, string? credentialHash, CancellationToken cancellationToken);

    /// <summary>Closes a device session. Whoever is attached to it is signalled once more.</summary>
    /// <returns>False where there is no such session.</returns>
    ValueTask<bool> CloseAsync(Uin uin, int device, CancellationToken cancellationToken);

    /// <summary>
    /// Whether an administrator has ended a device session: kicked it, set a password, shut the account. Memory alone knows, and of the
    /// last few; to be asked by a stream whose session has ended.
    /// </summary>
    ValueTask<bool> WasEndedByAdministratorAsync(Uin uin, int device, CancellationToken cancellationToken);

    /// <summary>Ends the session over HTTP QQ.</summary>
    /// <returns>False where there is none.</returns>
    ValueTask<bool> CloseWireAsync(Uin uin, CancellationToken cancellationToken);

    /// <summary>Gives a device session another name.</summary>
    /// <returns>False where there is no such session.</returns>
    ValueTask<bool> RenameAsync(Uin uin, int device, string name, CancellationToken cancellationToken);

    /// <summary>All sessions of an account; null where there is no such account.</summary>
    ValueTask<AccountSessions?> ListSessionsAsync(Uin uin, CancellationToken cancellationToken);

    /// <summary>
    /// Attaches a signal to a device session: a stream is open, so the account is online (§3). The signal is raised at once, and then after
    /// whatever changes the log of the account, its friends, its sessions or its status.
    /// </summary>
    /// <param name="uin">Whose.</param>
    /// <param name="device">The number of the session.</param>
    /// <param name="from">The client's address.</param>
    /// <param name="signal">What is raised.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>To be disposed of when the stream is gone; null where there is no such session.</returns>
    ValueTask<IDisposable?> AttachAsync(Uin uin, int device, IPAddress from, IDeviceSignal signal, CancellationToken cancellationToken);

    /// <summary>Lets an account do something in a device session: all but to fetch messages and to end the wire session.</summary>
    /// <returns>The outcome; <see cref="Answer.NotLoggedIn"/> where there is no such session.</returns>
    ValueTask<Outcome> ExecuteAsync(Uin uin, int device, IPAddress from, Operation operation, CancellationToken cancellationToken);

    /// <summary>
    /// What a device shows of its account beside the log, where that admits it now. To be asked by a stream whenever it is signalled. It
    /// costs nothing of the rate.
    /// </summary>
    /// <param name="uin">Whose.</param>
    /// <param name="device">The number of the session.</param>
    /// <param name="from">The client's address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where the session is over, its account is shut, or may not be used from there.</returns>
    ValueTask<DeviceView?> ViewAsync(Uin uin, int device, IPAddress from, CancellationToken cancellationToken);

    /// <summary>Counts something that a device reads against the limit of everything else (protocol.md §6).</summary>
    /// <returns>Null where it may go on; otherwise what it is answered.</returns>
    ValueTask<Answer?> ChargeAsync(Uin uin, int device, CancellationToken cancellationToken);

    /// <summary>The nicknames and avatars of accounts as this one may see them. It costs nothing of the rate.</summary>
    /// <param name="uin">Who asks.</param>
    /// <param name="peers">Whose; one call each, so few of them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Those that can be said now: not of whom there is none, or who is damaged on disk.</returns>
    ValueTask<IReadOnlyDictionary<Uin, (string Nick, int Avatar)>> ReadLooksAsync(
        Uin uin, IEnumerable<Uin> peers, CancellationToken cancellationToken);

    /// <summary>
    /// How the friends of an account look now. Those of an account that is not online are asked each time. It costs nothing of the rate.
    /// </summary>
    /// <returns>Those who are to be seen, ascending; null where there is no such session.</returns>
    ValueTask<ImmutableArray<FriendPresence>?> ReadPresenceAsync(Uin uin, int device, CancellationToken cancellationToken);
}

/// <summary>Says to a device that there is something new. It says not what: whoever is signalled reads.</summary>
public interface IDeviceSignal
{
    /// <summary>
    /// There is something new. Comes on any thread, outside of the turns of the account, never twice at once; signals that are not raised
    /// yet become one. One that takes long holds up no other, but keeps a thread of the pool. What it throws is only logged.
    /// </summary>
    void Raise();
}

/// <summary>What a device shows of its account beside the log.</summary>
/// <param name="Friends">The friends who are to be seen, ascending.</param>
/// <param name="Profile">The account's own profile.</param>
/// <param name="Status">Its own status: not what others see.</param>
/// <param name="Settings">Its settings, such as who sees which field of the profile.</param>
/// <param name="Marks">What it has noted of others, ascending; the same array until that changes.</param>
[GenerateSerializer, Immutable]
public sealed record DeviceView(
    ImmutableArray<FriendPresence> Friends, Profile Profile, Status Status, AccountSettings Settings, ImmutableArray<PeerMark> Marks);

/// <summary>The sessions of one account.</summary>
/// <param name="Wire">The session of the wire, or null.</param>
/// <param name="Devices">The device sessions, ascending by number.</param>
[GenerateSerializer, Immutable]
public sealed record AccountSessions(SessionRecord? Wire, ImmutableArray<DeviceSession> Devices);
