using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Tqq.Core.Rules;
using Tqq.Server.Web;
using Tqq.Server.Web.Api;
using Tqq.Server.Wire.Admission;
using IPNetwork = System.Net.IPNetwork;

namespace Tqq.Server.Hosting;

/// <summary>
/// How many connections the web port has, in all and of one address: one for each stream that may be open, and so many besides that nobody
/// reaches it who means well. Those of a named proxy carry everybody behind it, so they count in all alone.
/// Whoever comes beyond it is closed at once, and Kestrel's own time limits end those that say nothing.
/// </summary>
/// <param name="options">How many streams there may be.</param>
/// <param name="proxies">The proxies that are named (--forwarded-from).</param>
/// <param name="rejections">Counts who may not come in.</param>
internal sealed class WebAdmission(InForce<ApiOptions> options, ImmutableArray<IPNetwork> proxies, Rejections rejections)
{
    /// <summary>So many connections beside those of streams, in all.</summary>
    public const int Most = 1024;

    /// <summary>So many of one address (IPv6: of one /64), which may be that of a proxy that is not named.</summary>
    public const int MostOfAddress = 512;

    private readonly AddressQuota _quota = new(options.Now.Streams + Most, options.Now.StreamsPerAddress + MostOfAddress);

    /// <summary>Lets a connection in, where there is a place for it.</summary>
    public async Task EnterAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        // A port that listens at all addresses shows those of IPv4 as ones of IPv6; nobody behind this door has to know.
        if (connection.RemoteEndPoint is IPEndPoint { Address.IsIPv4MappedToIPv6: true } mapped)
            connection.RemoteEndPoint = new IPEndPoint(mapped.Address.MapToIPv4(), mapped.Port);
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.Loopback;
        if (!_quota.TryTake(address, isOfMany: ForwardedClients.IsNamed(address, proxies)))
        {
            rejections.Note(RejectionReason.WebConnectionLimit, address);
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            _quota.GiveBack(address);
        }
    }
}
