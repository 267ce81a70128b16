using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Tqq.Server.Wire.Limits;
using Tqq.Server.Wire.Output;
using Tqq.Server.Wire.Admission;
using Tqq.Server.Wire.Receipts;

namespace Tqq.Server.Wire.Connections;

/// <summary>How a connection ends that nothing has broken.</summary>
/// <param name="connection">The connection.</param>
/// <param name="output">Its way out.</param>
/// <param name="socket">Its socket, where it has one.</param>
/// <param name="slot">Its slot.</param>
/// <param name="deadline">Its deadline.</param>
/// <param name="services">What all connections share.</param>
/// <param name="stopping">The server stops: nobody waits for a slow client any more.</param>
internal sealed class OrderlyEnd(
    ConnectionContext connection, WireOutput output, Socket? socket, ConnectionSlot slot, ConnectionDeadline deadline,
        WireServices services, CancellationToken stopping)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Gives a client that has its last reply a moment in which it can end first: a program that closes when it
    /// has read a reply does so at once.
    /// </summary>
    /// <returns>Whether it has ended.</returns>
    public async Task<bool> IsClientFirstAsync()
    {
        var (ending, hadAll) = (ReadToEndAsync(), false);
        for (var waited = TimeSpan.Zero; !hadAll && waited < services.Options.WriteTimeout && !ending.IsCompleted; waited += BetweenLooks)
        {
            hadAll = socket?.Confirmed is null;
            await Task.WhenAny(ending, Task.Delay(BetweenLooks, services.Time));
        }

        if (!ending.IsCompleted)
            connection.Transport.Input.CancelPendingRead();
        // A busy server hears of it later than its kernel.
        return await ending || socket is { HasClientEnded: true };
    }

    /// <summary>
    /// FIN, and only when the client has ended too (or took too long) the rest: bytes that come late must not turn the close into a reset.
    /// </summary>
    public async Task CloseAsync()
    {
        var confirmed = socket?.Confirmed;
        await output.EndAsync();
        deadline.Set(services.Options.Linger);
        while (slot.Activity != ConnectionActivity.Evicted)
        {
            var result = await connection.Transport.Input.ReadAsync();
            connection.Transport.Input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted || deadline.HasPassed)
                break;
        }

        if (confirmed is { } before)
            await AwaitConfirmationAsync(before);
    }

    private async Task<bool> ReadToEndAsync()
    {
        for (; ; )
        {
            var result = await connection.Transport.Input.ReadAsync();
            connection.Transport.Input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted || result.IsCanceled)
                return result.IsCompleted;
        }
    }

    // After the connection is given back, nobody would count what the kernel still holds of a reply. So the connection stays until the
    // client has taken all of it, at the pace of any reply; a slower client is cut off, and what it was given is handed out again. A FIN
    // that is not confirmed does not matter. Looks are counted and the clock is not read: a machine that was frozen for an hour must not
    // think that the client had that hour.
    private async Task AwaitConfirmationAsync(long before)
    {
        var waited = TimeSpan.Zero;
        while (socket!.Confirmed is { } confirmed && !(confirmed >= output.Sent) && !stopping.IsCancellationRequested)
        {
            if (slot.Activity == ConnectionActivity.Evicted || waited >= services.Options.ReplyPace.Allows(confirmed - before))
            {
                var late = new ConnectionAbortedException("the client did not take the end of a reply in time");
                connection.Abort(late);
                throw late;
            }

            await Task.Delay(BetweenLooks, services.Time);
            waited += BetweenLooks;
        }
    }
}
