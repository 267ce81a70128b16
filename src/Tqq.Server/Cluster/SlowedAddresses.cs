using System.Net;
using Tqq.Server.Messaging;

namespace Tqq.Server.Cluster;

/// <summary>What <see cref="AddressThrottles"/> knows, by the clock of the rules.</summary>
internal sealed class SlowedAddresses(AddressThrottles throttles, Clock clock) : ISlowedAddresses
{
    /// <inheritdoc/>
    public (int Count, IPAddress? Last) Now => throttles.SlowedDown(clock.Now().Uptime);
}
