using System.Net;
using Tqq.Core;

namespace Tqq.Server.Cluster;

/// <summary>
/// Passwords that come in by the web port: they are held back and counted as logins over the wire are (protocol.md §5.1).
/// </summary>
internal static class LoginAdmission
{
    /// <summary>Has a password looked at when it may be.</summary>
    /// <param name="accounts">All accounts.</param>
    /// <param name="uin">Whose password it is to be.</param>
    /// <param name="from">The client's address.</param>
    /// <param name="holdBack">Waits for as long as it is to be held back; false where there is no place to wait.</param>
    /// <param name="look">Looks at it.</param>
    /// <param name="notLookedAt">The answer where it is not looked at.</param>
    public static async ValueTask<T> AdmitAsync<T>(
        this IAccountDirectory accounts, Uin uin, IPAddress from, Func<TimeSpan, ValueTask<bool>> holdBack, Func<ValueTask<T>> look,
        T notLookedAt)
    {
        if (await accounts.CallAsync(uin, new AdmitLogin(from), CancellationToken.None) is not { } permit)
            return notLookedAt;
        if (await holdBack(permit.Delay))
            return await look();
        await accounts.CallAsync(uin, new WithdrawLogin(from), CancellationToken.None);
        return notLookedAt;
    }
}
