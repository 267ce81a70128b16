using Tqq.Core;
using Tqq.Core.Devices;
using Tqq.Core.Operations;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>Where browsers are told of messages, over the accounts, wherever they are.</summary>
internal sealed class DirectoryDevicePush(IAccountDirectory accounts, IDeviceMessenger messenger, IStore store) : IDevicePush
{
    public async ValueTask<Outcome> SubscribeAsync(Uin uin, int device, PushTarget target, CancellationToken cancellationToken)
    {
        // First: otherwise what others say to that account would be shown to who signs in there next.
        foreach (var (owner, other) in await store.FindPushAsync(target.Endpoint, cancellationToken))
            if (owner != uin)
                await accounts.CallAsync(owner, new ClearPush(other, target.Endpoint), CancellationToken.None);
        return await accounts.CallAsync(uin, new SetPush(device, target), CancellationToken.None);
    }

    public ValueTask<bool> UnsubscribeAsync(Uin uin, int device, string? endpoint, CancellationToken cancellationToken) =>
        accounts.CallAsync(uin, new ClearPush(device, endpoint), CancellationToken.None);

    public async ValueTask<PushLook?> LookAsync(PushNote note, CancellationToken cancellationToken)
    {
        if (await accounts.CallAsync(note.Uin, new LookForPush(note.Number, note.Peer), cancellationToken) is not { } look)
            return null;
        var looks = await messenger.ReadLooksAsync(note.Uin, [note.Peer], cancellationToken);
        return looks.TryGetValue(note.Peer, out var peer) ? look with { Nick = peer.Nick, Avatar = peer.Avatar } : look;
    }
}
