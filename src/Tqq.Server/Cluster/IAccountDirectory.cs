using Tqq.Core;

namespace Tqq.Server.Cluster;

/// <summary>Finds an account, or brings it into memory, and calls it. Everything that has to do with accounts goes through here.</summary>
internal interface IAccountDirectory
{
    /// <summary>Calls an account, or a number that is nobody's.</summary>
    /// <param name="uin">Its number.</param>
    /// <param name="call">What is asked.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<T> CallAsync<T>(Uin uin, AccountCall<T> call, CancellationToken cancellationToken = default);

    /// <summary>The same for what is asked so often that it has to cost no memory where the account is here.</summary>
    /// <param name="uin">Its number.</param>
    /// <param name="call">What is asked.</param>
    ValueTask<T> CallAsync<TCall, T>(Uin uin, in TCall call) where TCall : struct, IFrequentCall<T>;

    /// <summary>Whether an account is in the memory of this process.</summary>
    bool IsHere(Uin uin);
}
