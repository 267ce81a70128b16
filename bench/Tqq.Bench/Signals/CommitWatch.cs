using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Tqq.Core;
using Tqq.Server.Storage;

namespace Tqq.Bench.Signals;

/// <summary>A store that notes when the last commit of each account ended.</summary>
public class CommitWatch : DispatchProxy
{
    private readonly ConcurrentDictionary<Uin, long> _ended = [];
    private IStore _store = null!;

    /// <summary>Puts itself before a store.</summary>
    internal static (IStore Store, CommitWatch Watch) Over(IStore store)
    {
        var watched = Create<IStore, CommitWatch>();
        var watch = (CommitWatch)(object)watched;
        watch._store = store;
        return (watched, watch);
    }

    /// <summary>When the last commit of an account ended, as a time stamp.</summary>
    internal long EndOf(Uin uin) => _ended.GetValueOrDefault(uin);

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var result = targetMethod!.Invoke(_store, args);
        if (targetMethod.Name != nameof(IStore.CommitAsync))
            return result;
        // Before the account hears of it, which awaits the same task later.
        var owner = (Uin)args![0]!;
        ((Task)result!).ContinueWith(_ => _ended[owner] = Stopwatch.GetTimestamp(), TaskContinuationOptions.ExecuteSynchronously);
        return result;
    }
}
