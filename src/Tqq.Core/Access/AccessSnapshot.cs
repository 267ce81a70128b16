using System.Collections.Immutable;
using System.Net;

namespace Tqq.Core.Access;

/// <summary>What is kept on disk of how an account is entered, beside its password and its settings.</summary>
/// <param name="AppPasswords">Its app passwords, ascending by number.</param>
/// <param name="LastAppPassword">The highest number of an app password ever used, 0 where there was none.</param>
/// <param name="UsualAddresses">From where it last logged in, the latest first; of IPv6 the /64.</param>
public sealed record AccessSnapshot(ImmutableArray<AppPassword> AppPasswords, int LastAppPassword, ImmutableArray<IPAddress> UsualAddresses)
{
    /// <summary>Of an account that has none, and never logged in.</summary>
    public static readonly AccessSnapshot None = new([], 0, []);
}
