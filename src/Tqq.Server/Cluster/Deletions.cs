using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tqq.Core;
using Tqq.Core.Peers;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// Deletions of accounts. Each takes more than one account and so more than one transaction: the account goes and leaves a mark, others
/// forget it, the mark goes.
/// </summary>
internal sealed partial class Deletions(IStore store, IPeers peers, ILogger<Deletions> logger)
{
    // Of accounts whose deletion is not finished: those that may be about to store a tie to it, of which the store knows nothing yet.
    private readonly ConcurrentDictionary<Uin, ImmutableArray<Uin>> _tied = new();

    /// <summary>
    /// An account is about to be deleted: these may be about to store a tie to it, and have to forget it whoever finishes the deletion.
    /// </summary>
    public void Begin(Uin gone, IEnumerable<Uin> tied) => _tied[gone] = [.. tied.Union(_tied.GetValueOrDefault(gone, []))];

    /// <summary>Removes all that other accounts know of a deleted one, and then the mark that it is being deleted.</summary>
    /// <param name="gone">The account that was.</param>
    /// <exception cref="StoreRefusedException">Something cannot be removed now; it will be tried again.</exception>
    public async Task FinishAsync(Uin gone)
    {
        foreach (var other in _tied.GetValueOrDefault(gone, []).Union(await store.ListTiedAsync(gone, CancellationToken.None)))
            if (other != gone && await peers.HearAsync(other, new PeerRequest.ForgetMe(gone)) is PeerAnswer.Full or PeerAnswer.Unknown)
                throw new StoreBusyException(
                    $"account {gone} is deleted, but account {other} cannot forget it now: nothing can be written there");
        await store.FinishDeletionAsync(gone);
        _tied.TryRemove(gone, out _);
    }

    /// <summary>The same; where it fails, says so: it will be tried again.</summary>
    public Task TryFinishAsync(Uin gone) => TryAsync(() => FinishAsync(gone));

    /// <summary>Before a number is given to somebody: finishes the deletion of who had it before.</summary>
    public async Task FreeAsync(Uin uin)
    {
        if ((await store.ListDeletionsAsync(CancellationToken.None)).Contains(uin))
            await FinishAsync(uin);
    }

    /// <summary>Does something of this kind; where it fails, says so, and goes on.</summary>
    public async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotFinished(logger, e);
        }
    }

    [LoggerMessage(27, LogLevel.Error, "a deletion or a friendship could not be finished and will be tried again")]
    private static partial void LogNotFinished(ILogger logger, Exception exception);
}
