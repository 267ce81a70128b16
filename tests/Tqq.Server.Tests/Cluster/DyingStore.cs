using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Cluster;

/// <summary>
/// A store whose server is killed after so many commits: what comes later is on no disk, and nobody hears what became of it.
/// </summary>
internal sealed class DyingStore(IStore store) : WrappedStore(store)
{
    private int _left = int.MaxValue;

    /// <summary>Lets so many commits through, and none after them.</summary>
    public void DieAfter(int commits) => _left = commits;

    public override Task<LogWaiting> CommitAsync(Uin owner, ImmutableArray<Change> changes) => Alive() ?? base.CommitAsync(owner, changes);

    public override Task<LogWaiting> CommitTogetherAsync(ImmutableArray<(Uin Owner, ImmutableArray<Change> Changes)> all) =>
        Alive() ?? base.CommitTogetherAsync(all);

    public override Task FinishDeletionAsync(Uin uin) => Alive() ?? base.FinishDeletionAsync(uin);

    private Task<LogWaiting>? Alive() => Interlocked.Decrement(ref _left) >= 0
        ? null : Task.FromException<LogWaiting>(new IOException("killed"));
}
