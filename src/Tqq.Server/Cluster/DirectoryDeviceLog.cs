using System.Collections.Immutable;
using System.Net;
using Tqq.Core;
using Tqq.Core.Log;
using Tqq.Core.Operations;
using Tqq.Server.Messaging;

namespace Tqq.Server.Cluster;

/// <summary>The logs of accounts, wherever they are.</summary>
internal sealed class DirectoryDeviceLog(IAccountDirectory accounts) : IDeviceLog
{
    public async ValueTask<LogRead?> ReadAsync(
        Uin uin, int device, long? epoch, long after, int limit, CancellationToken cancellationToken) =>
        uin.CanBeAccount ? await accounts.CallAsync(uin, new ReadLog(device, epoch, after, limit), cancellationToken) : null;

    public async ValueTask<ImmutableArray<LogItem>?> ReadPageAsync(
        Uin uin, int device, Uin? peer, long before, int limit, CancellationToken cancellationToken) =>
        uin.CanBeAccount ? await accounts.CallAsync(uin, new ReadPage(device, peer, before, limit), cancellationToken) : null;

    public async ValueTask<ImmutableArray<LogItem>?> ReadPageAfterAsync(
        Uin uin, int device, Uin peer, long after, int limit, CancellationToken cancellationToken) =>
        uin.CanBeAccount ? await accounts.CallAsync(uin, new ReadPageAfter(device, peer, after, limit), cancellationToken) : null;

    public async ValueTask<LogFound?> SearchAsync(
        Uin uin, int device, string query, Uin? peer, long before, int limit, CancellationToken cancellationToken) =>
        uin.CanBeAccount ? await accounts.CallAsync(uin, new SearchLog(device, query, peer, before, limit), cancellationToken) : null;

    public async ValueTask<ImmutableArray<Conversation>?> ListConversationsAsync(
        Uin uin, int device, long before, int limit, CancellationToken cancellationToken) =>
        uin.CanBeAccount ? await accounts.CallAsync(uin, new ListConversations(device, before, limit), cancellationToken) : null;

    public async ValueTask<DeviceSent> SendAsync(
        Uin uin, int device, IPAddress from, Uin target, string text, string? key, CancellationToken cancellationToken) =>
        uin.CanBeAccount
            ? await accounts.CallAsync(uin, new SendOnDevice(device, from, target, text, key), cancellationToken)
            : new(Answer.NotLoggedIn.Instance, null);

    public async ValueTask<bool> MarkReadAsync(Uin uin, int device, Uin peer, long through, CancellationToken cancellationToken) =>
        uin.CanBeAccount && await accounts.CallAsync(uin, new MarkRead(device, peer, through), cancellationToken);

    public async ValueTask<bool> DeleteAsync(Uin uin, int device, long item, CancellationToken cancellationToken) =>
        uin.CanBeAccount && await accounts.CallAsync(uin, new DeleteItem(device, item), cancellationToken);

    public async ValueTask<long?> DeleteSomeAsync(Uin uin, int device, Uin peer, long before, CancellationToken cancellationToken) =>
        uin.CanBeAccount ? await accounts.CallAsync(uin, new DeleteSome(device, peer, before), cancellationToken) : null;
}
