using System.Collections.Immutable;
using Tqq.Core.Log;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Api.Events;

/// <summary>Reads an account's log on and on, without a gap and nothing twice.</summary>
/// <param name="log">The logs.</param>
/// <param name="caller">Whose.</param>
internal sealed class LogFollower(IDeviceLog log, ApiCaller caller)
{
    // A batch of texts as long as may be takes a megabyte.
    private const int Batch = 25;

    /// <summary>Behind what it goes on.</summary>
    public LogPosition Position { get; private set; }

    /// <summary>Goes to where it is to begin.</summary>
    /// <param name="position">The place; null for the end of the log.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// Whether that place can be gone on from: if not, it is at the end, and what is known of this account is to be read anew. Null where
    /// the session is over.
    /// </returns>
    public async ValueTask<bool?> BeginAsync(LogPosition? position, CancellationToken cancellationToken)
    {
        if (await log.ReadAsync(caller.Uin, caller.Device, position?.Epoch, position?.Number ?? 0, 1, cancellationToken) is not { } read)
            return null;
        var goesOn = position is not null && !read.BeginsAnew;
        Position = new(read.Epoch, goesOn ? position!.Value.Number : read.Last);
        return goesOn || position is null;
    }

    /// <summary>Goes to the first item that was entered at a time or later.</summary>
    /// <returns>False where the session is over.</returns>
    public async ValueTask<bool> BeginSinceAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (await BeginAsync(null, cancellationToken) is null)
            return false;
        // Items stand in the order of their times. All below the first of these are older, all from the second on are not.
        var (older, younger) = (1L, Position.Number + 1);
        while (older < younger)
        {
            var middle = older + (younger - older) / 2;
            if (await log.ReadPageAsync(caller.Uin, caller.Device, null, middle + 1, 1, cancellationToken) is not { } page)
                return false;
            if (page is [{ } item] && item.At >= since)
                younger = Math.Min(middle, item.Number);
            else
                older = middle + 1;
        }

        Position = Position with { Number = older - 1 };
        return true;
    }

    /// <summary>Reads on.</summary>
    /// <returns>What is new, and whether there is more; nothing and a new beginning where the client has to begin anew; null where the
    /// session is over.</returns>
    public async ValueTask<(ImmutableArray<LogItem> Items, bool HasMore, bool BeginsAnew)?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await log.ReadAsync(caller.Uin, caller.Device, Position.Epoch, Position.Number, Batch, cancellationToken) is not { } read)
            return null;
        if (read.BeginsAnew)
        {
            Position = new(read.Epoch, read.Last);
            return ([], false, true);
        }

        return (read.Items, read.Items.Length == Batch, false);
    }

    /// <summary>An item has been dealt with: it goes on behind it.</summary>
    public void Pass(LogItem item) => Position = Position with { Number = item.Number };
}
