using Microsoft.Extensions.Logging;
using Tqq.Protocol.Requests;

namespace Tqq.Client;

/// <summary>Keeps the session when nobody reads or sends, or when a reader takes long over a message.</summary>
internal sealed class Heartbeat(ClientSession session, TimeProvider time, ILogger logger)
{
    private TimeSpan Interval => session.Pace.Heartbeat / 2;

    /// <summary>Beats until cancelled, or until there is no session to keep any more.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (session.Stopped is null)
            {
                var left = Interval - time.GetElapsedTime(session.LastReply);
                if (session.HasSignedOut)
                    await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
                else if (left > TimeSpan.Zero)
                    await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
                else
                    await BeatAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The client ends.
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        try
        {
            await session.AskAsync(new ListRequest(null, null), cancellationToken).ConfigureAwait(false);
        }
        catch (TqqException e)
        {
            logger.HeartbeatFailed(e);
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
