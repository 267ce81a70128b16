namespace Tqq.Server.Cluster;

/// <summary>
/// What an account is asked so often that an object for each time would be most of what it costs: a struct, which becomes a call where the
/// account is not in this process.
/// </summary>
/// <typeparam name="T">What it is answered with.</typeparam>
internal interface IFrequentCall<T>
{
    /// <summary>In a turn of the account: does it.</summary>
    ValueTask<T> RunAsync(AccountHost host);

    /// <summary>The same as a call.</summary>
    AccountCall<T> ToCall();
}
