using System.Collections.Immutable;

namespace Tqq.Server.Storage;

/// <summary>What an administrator wants to know of a store as a whole.</summary>
public interface IStoreCounts
{
    /// <summary>
    /// Counts accounts and sessions. It goes through all accounts beside all else, which takes a second where there are a million of them.
    /// </summary>
    /// <param name="since">From when on an account is new.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<StoreCounts> CountAllAsync(DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>When the whole store was last read and nothing in it was damaged; null where that has not been yet.</summary>
    DateTimeOffset? ReadThrough { get; }
}

/// <summary>How much there is in a store.</summary>
/// <param name="Accounts">How many accounts.</param>
/// <param name="NewAccounts">How many of them were made since a time.</param>
/// <param name="Devices">
/// How many device sessions, by <see cref="Core.Devices.DeviceKind"/> as a number; kinds without any are not there.
/// </param>
public sealed record StoreCounts(long Accounts, long NewAccounts, ImmutableDictionary<int, long> Devices);
