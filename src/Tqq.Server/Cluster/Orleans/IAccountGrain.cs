namespace Tqq.Server.Cluster.Orleans;

/// <summary>
/// One account, hosted somewhere in the cluster; its number is the key. What comes is let in as it comes: the order is the account's own
/// (<see cref="AccountHost"/>).
/// </summary>
[Alias("tqq.account")]
internal interface IAccountGrain : IGrainWithIntegerKey
{
    /// <summary>Calls the account. A login may wait for its turn for some time.</summary>
    [ResponseTimeout("00:05:00")]
    Task<T> Call<T>(AccountCall<T> call, CancellationToken cancellationToken);
}
