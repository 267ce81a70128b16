using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Tqq.Core.Rules;
using Tqq.Server.Wire.Limits;
using Tqq.Server.Wire.Proxies;

namespace Tqq.Server.Wire.Admission;

/// <summary>
/// What a connection of the wire port passes first, before TLS: whether a proxy speaks for it, where it really comes from, and whether
/// there is a slot for it. The address that is found here is the one for sessions, limits and logs.
/// </summary>
/// <param name="settings">Limits and trusted networks.</param>
/// <param name="quota">How many connections there may be.</param>
/// <param name="timer">Looks at the deadlines.</param>
/// <param name="rejections">Counts who may not come in.</param>
internal sealed class AdmissionGate(InForce<WireOptions> settings, ConnectionQuota quota, ConnectionTimer timer, Rejections rejections)
{
    public async Task EnterAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var address = AddressOf(connection.RemoteEndPoint);
        if (settings.Now.ProxyFrom.Any(network => network.Contains(address)))
        {
            if (await ReadProxyHeaderAsync(connection) is not { } header)
            {
                rejections.Note(RejectionReason.NoProxyHeader, address);
                return;
            }

            if (header.Source is { } source)
            {
                connection.RemoteEndPoint = source;
                address = AddressOf(source);
            }
        }

        if (!TryBoundBuffers(connection.Features.Get<IConnectionSocketFeature>()?.Socket))
            return;
        // Not through the way out: whoever has to leave may not be listening.
        if (quota.TryTake(address, () =>
            connection.Abort(new ConnectionAbortedException("its place is needed")), out var hasEvicted) is not { } slot)
        {
            rejections.Note(RejectionReason.ConnectionLimit, address);
            return;
        }

        if (hasEvicted)
            rejections.Note(RejectionReason.Evicted, address);
        try
        {
            connection.Features.Set(slot);
            connection.Features.Set(new ClientAddress(address));
            await next(connection);
        }
        finally
        {
            quota.GiveBack(slot);
        }
    }

    private bool TryBoundBuffers(Socket? socket)
    {
        try
        {
            socket?.SendBufferSize = settings.Now.SocketBuffer;
            socket?.ReceiveBufferSize = settings.Now.SocketBuffer;
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The client has gone already.
            return false;
        }
    }

    private static IPAddress AddressOf(EndPoint? endpoint)
    {
        var address = (endpoint as IPEndPoint)?.Address ?? IPAddress.Loopback;
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    private async Task<ProxyHeader?> ReadProxyHeaderAsync(ConnectionContext connection)
    {
        var input = connection.Transport.Input;
        var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested
            ?? CancellationToken.None;
        await using var registration = stopping.UnsafeRegister(_ => input.CancelPendingRead(), null);
        var deadline = timer.Add(input.CancelPendingRead);
        deadline.Set(settings.Now.RequestTimeout);
        try
        {
            for (; ; )
            {
                var result = await input.ReadAsync();
                var buffer = result.Buffer;
                var read = ProxyHeaderReader.Read(ref buffer, out var header);
                // What stands behind the header has not been looked at yet.
                input.AdvanceTo(buffer.Start, read == ProxyResult.NeedMore ? buffer.End : buffer.Start);
                if (read != ProxyResult.NeedMore)
                    return read == ProxyResult.Complete ? header : null;
                if (result.IsCompleted || result.IsCanceled)
                    return null;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return null;
        }
        finally
        {
            timer.Remove(deadline);
        }
    }
}

/// <summary>Where the client of a connection is, as the door has found it.</summary>
/// <param name="Value">Its address; IPv4 as such.</param>
internal sealed record ClientAddress(IPAddress Value);
