using System.Net;
using Microsoft.AspNetCore.Connections;
using Tqq.Server.Wire.Admission;

namespace Tqq.Server.Hosting;

/// <summary>
/// How many connections the web port has, in all and of one address. Few people use it, so a number that nobody reaches who means well is
/// enough; whoever comes beyond it is closed at once, and Kestrel's own time limits end those that say nothing.
/// </summary>
/// <param name="rejections">Counts who may not come in.</param>
internal sealed class WebAdmission(Rejections rejections)
{
    /// <summary>So many connections in all.</summary>
    public const int Most = 1024;

    /// <summary>So many of one address (IPv6: of one /64), which may be that of a proxy.</summary>
    public const int MostOfAddress = 512;

    private readonly AddressQuota _quota = new(Most, MostOfAddress);

    /// <summary>Lets a connection in, where there is a place for it.</summary>
    public async Task EnterAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.Loopback;
        if (!_quota.TryTake(address))
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
