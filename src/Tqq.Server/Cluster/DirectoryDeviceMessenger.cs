using System.Collections.Immutable;
using System.Net;
using Tqq.Core;
using Tqq.Core.Commands;
using Tqq.Core.Devices;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Presence;
using Tqq.Core.Sessions;
using Tqq.Server.Messaging;

namespace Tqq.Server.Cluster;

/// <summary>The messenger of device sessions over the accounts, wherever they are.</summary>
internal sealed class DirectoryDeviceMessenger(IAccountDirectory accounts) : IDeviceMessenger
{
    public async ValueTask<DeviceSession?> OpenAsync(
        Uin uin, DeviceKind kind, string name, IPAddress from, string? credentialHash, CancellationToken cancellationToken) =>
        uin.CanBeAccount ? await accounts.CallAsync(uin, new OpenDevice(kind, name, from, credentialHash), cancellationToken) : null;

    public async ValueTask<bool> CloseAsync(Uin uin, int device, CancellationToken cancellationToken) =>
        uin.CanBeAccount && await accounts.CallAsync(uin, new CloseDevice(device), cancellationToken);

    public async ValueTask<bool> WasEndedByAdministratorAsync(Uin uin, int device, CancellationToken cancellationToken) =>
        uin.CanBeAccount && await accounts.CallAsync(uin, new AskWhoEnded(device), cancellationToken);

    public async ValueTask<bool> CloseWireAsync(Uin uin, CancellationToken cancellationToken) =>
        uin.CanBeAccount && await accounts.CallAsync(uin, new CloseWire(), cancellationToken);

    public async ValueTask<bool> RenameAsync(Uin uin, int device, string name, CancellationToken cancellationToken) =>
        uin.CanBeAccount && await accounts.CallAsync(uin, new RenameDevice(device, name), cancellationToken);

    public async ValueTask<AccountSessions?> ListSessionsAsync(Uin uin, CancellationToken cancellationToken) =>
        uin.CanBeAccount ? await accounts.CallAsync(uin, new ListSessions(), cancellationToken) : null;

    public async ValueTask<IDisposable?> AttachAsync(
        Uin uin, int device, IPAddress from, IDeviceSignal signal, CancellationToken cancellationToken) =>
        uin.CanBeAccount ? await accounts.CallAsync(uin, new AttachDevice(device, from, signal), cancellationToken) : null;

    public ValueTask<Outcome> ExecuteAsync(Uin uin, int device, IPAddress from, Operation operation, CancellationToken cancellationToken) =>
        uin.CanBeAccount
            ? accounts.CallAsync(uin, new ExecuteRequest(operation, new RequestOrigin(Caller.OfDevice(device, from))), cancellationToken)
            : new((Outcome)Answer.NotLoggedIn.Instance);

    public async ValueTask<DeviceView?> ViewAsync(Uin uin, int device, IPAddress from, CancellationToken cancellationToken) =>
        uin.CanBeAccount ? await accounts.CallAsync(uin, new ViewDevice(device, from), cancellationToken) : null;

    public async ValueTask<Answer?> ChargeAsync(Uin uin, int device, CancellationToken cancellationToken) =>
        uin.CanBeAccount ? await accounts.CallAsync(uin, new ChargeDevice(device), cancellationToken) : Answer.NotLoggedIn.Instance;

    public async ValueTask<IReadOnlyDictionary<Uin, (string Nick, int Avatar)>> ReadLooksAsync(
        Uin uin, IEnumerable<Uin> peers, CancellationToken cancellationToken)
    {
        var looks = new Dictionary<Uin, (string, int)>();
        foreach (var peer in peers)
            if (peer.CanBeAccount && await accounts.CallAsync(peer, new HearPeer(new PeerRequest.RevealProfile(uin)), cancellationToken)
                is PeerAnswer.ShowsProfile { Seen.Profile: var shown })
                looks[peer] = (shown.Nick, shown.Avatar);
        return looks;
    }

    public async ValueTask<ImmutableArray<FriendPresence>?> ReadPresenceAsync(Uin uin, int device, CancellationToken cancellationToken) =>
        uin.CanBeAccount ? await accounts.CallAsync(uin, new ReadPresence(device), cancellationToken) : null;
}
