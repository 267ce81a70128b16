using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>
/// One operation on one account, as data: it is the same wherever in the cluster the account is. Each operation is one case, beside those
/// it is related to.
/// </summary>
/// <typeparam name="T">What it is answered with.</typeparam>
[GenerateSerializer, Immutable]
internal abstract record AccountCall<T>
{
    /// <summary>Does it, in a turn of the account: now, or when those who wait have had theirs.</summary>
    public ValueTask<T> InTurnAsync(AccountHost host, CancellationToken cancellationToken) =>
        host.Scheduler.RunAsync((call: this, host, cancellationToken), Run);

    /// <summary>The same, for who comes from outside; false where the account is not open.</summary>
    public bool TryInTurn(AccountHost host, CancellationToken cancellationToken, out ValueTask<T> answer) =>
        host.Scheduler.TryRun((call: this, host, cancellationToken), Run, out answer);

    /// <summary>In a turn of the account: does it.</summary>
    /// <param name="host">The account; whether it exists is for the call to ask.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public abstract ValueTask<T> RunAsync(AccountHost host, CancellationToken cancellationToken);

    /// <summary>
    /// Answers for an account that cannot be read, because it is damaged on disk or the disk hangs: it is neither shown nor changed.
    /// </summary>
    /// <param name="cause">Why it cannot be read.</param>
    /// <exception cref="StoreRefusedException">Where the caller has to hear of it as a failure.</exception>
    public virtual T AnswerUnreadable(StoreRefusedException cause) => throw (cause is StoreBusyException
        ? new StoreBusyException(cause.Message, cause)
        : new StoreDamagedException(cause.Message, cause));

    private static ValueTask<T> Run((AccountCall<T> Call, AccountHost Host, CancellationToken CancellationToken) asked) =>
        asked.Call.RunAsync(asked.Host, asked.CancellationToken);
}

/// <summary>A call that waits until the requests that came before it are done.</summary>
[GenerateSerializer, Immutable]
internal abstract record QueuedCall<T> : AccountCall<T>
{
    public override ValueTask<T> RunAsync(AccountHost host, CancellationToken cancellationToken) =>
        new(host.Queue.RunAsync(() => InQueueAsync(host)));

    /// <summary>Does it; the account makes no other request meanwhile.</summary>
    protected abstract Task<T> InQueueAsync(AccountHost host);
}
