using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Contacts;
using Tqq.Core.Profiles;

namespace Tqq.Server.Messaging;

/// <summary>
/// The others as an account sees them in a device session: its lists of them, and a search. What it does with them are operations of
/// <see cref="IDeviceMessenger"/>. Lists and searches cost the account's rate.
/// </summary>
public interface IDevicePeople
{
    /// <summary>The most that is read at once; whoever asks for more gets these.</summary>
    const int MostAtOnce = 200;

    /// <summary>A part of one of the account's lists, ascending by number.</summary>
    /// <param name="uin">Whose list.</param>
    /// <param name="device">The number of the session.</param>
    /// <param name="list">Which one.</param>
    /// <param name="after">The number behind which to begin.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<DeviceLook<ImmutableArray<Acquaintance>>> ListAsync(
        Uin uin, int device, AcquaintanceList list, Uin after, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Finds accounts by their whole number or by the beginning of their nickname, as they want to be found (<see cref="WhoMayFind"/>). The
    /// one of that number comes first.
    /// </summary>
    /// <param name="uin">Who searches.</param>
    /// <param name="device">The number of the session.</param>
    /// <param name="text">The number, or the beginning.</param>
    /// <param name="after">The last one of the part before; null for the first part.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<DeviceLook<ImmutableArray<FoundAccount>>> FindAsync(
        Uin uin, int device, string text, FoundAccount? after, int limit, CancellationToken cancellationToken);

    /// <summary>All that the account has noted of others, ascending by number; it costs nothing of the rate.</summary>
    /// <returns>The marks; null where there is no such session.</returns>
    ValueTask<ImmutableArray<PeerMark>?> ReadMarksAsync(Uin uin, int device, CancellationToken cancellationToken);
}
