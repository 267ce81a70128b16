using System.Collections.Concurrent;
using Tqq.Core;
using Tqq.Core.Peers;

namespace Tqq.Server.Cluster.Orleans;

/// <summary>
/// The directory of accounts. One that is in the memory of this process is called directly: to build a message of a call and pass it to a
/// grain costs more than most answers. Who is not here is for Orleans, which brings the account into memory; to the caller it is the same.
/// </summary>
internal sealed class AccountDirectory(IGrainFactory grains) : IAccountDirectory, IPeers
{
    private readonly ConcurrentDictionary<Uin, AccountHost> _here = new();

    // Orleans works out anew for each call, from attributes and names, what kind of grain answers to an interface; here it is asked once.
    private readonly Lazy<GrainReference> _any = new(() => (GrainReference)grains.GetGrain<IAccountGrain>(0));

    /// <inheritdoc/>
    public ValueTask<T> CallAsync<T>(Uin uin, AccountCall<T> call, CancellationToken cancellationToken) =>
        _here.TryGetValue(uin, out var host) && call.TryInTurn(host, cancellationToken, out var answer)
            ? answer
            : new(GrainOf(uin).Call(call, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<T> CallAsync<TCall, T>(Uin uin, in TCall call) where TCall : struct, IFrequentCall<T> =>
        _here.TryGetValue(uin, out var host)
        && host.Scheduler.TryRun((host, call), static asked => asked.call.RunAsync(asked.host), out var answer)
            ? answer
            : new(GrainOf(uin).Call(call.ToCall(), CancellationToken.None));

    /// <inheritdoc/>
    public ValueTask<PeerAnswer> HearAsync(Uin uin, PeerRequest request) => CallAsync(uin, new HearPeer(request), CancellationToken.None);

    /// <inheritdoc/>
    public bool IsHere(Uin uin) => _here.ContainsKey(uin);

    /// <summary>An account has come into the memory of this process.</summary>
    public void Add(AccountHost host) => _here[host.Uin] = host;

    /// <summary>One has gone; another that has come in its place stays.</summary>
    public void Remove(AccountHost host) => _here.TryRemove(new(host.Uin, host));

    private IAccountGrain GrainOf(Uin uin)
    {
        var id = GrainId.Create(_any.Value.GrainId.Type, GrainIdKeyExtensions.CreateIntegerKey(uin.Value));
        return (IAccountGrain)grains.GetGrain(id, _any.Value.InterfaceType);
    }
}
