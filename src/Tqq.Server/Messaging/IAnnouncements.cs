using System.Collections.Immutable;
using Tqq.Server.Storage;

namespace Tqq.Server.Messaging;

/// <summary>
/// Words of the system (10000) to many accounts. They go out one after the other, at the pace that a setting says, and each account is
/// given each once, whatever becomes of the server meanwhile.
/// </summary>
public interface IAnnouncements
{
    /// <summary>Begins to send one; it is on disk when the task ends.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="toAll">Whether it goes to all accounts; otherwise to those that are online when their turn comes.</param>
    /// <param name="madeBy">Who makes it.</param>
    /// <param name="key">
    /// The key that it is made with: who makes it once more with the same key within 24 hours makes no second one.
    /// </param>
    /// <returns>The announcement, made now or before with this key; and what its key says.</returns>
    Task<(Announcement Made, AnnouncementKey Key)> MakeAsync(string text, bool toAll, string madeBy, string? key = null);

    /// <summary>What one would be that is not sent: to how many it would go.</summary>
    Task<Announcement> PreviewAsync(string text, bool toAll, string madeBy, CancellationToken cancellationToken);

    /// <summary>In how many pieces clients of HTTP QQ get a text.</summary>
    int PiecesOf(string text);

    /// <summary>To how many accounts a second they go.</summary>
    int Pace { get; }

    /// <summary>An announcement; null where there is none.</summary>
    Task<Announcement?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>Announcements with a number below <paramref name="before"/>, the newest first.</summary>
    Task<ImmutableArray<Announcement>> ListAsync(long before, int limit, CancellationToken cancellationToken);

    /// <summary>Stops one that is being sent: accounts whose turn has not come are not given it.</summary>
    /// <returns>False where there is none of that number that is being sent.</returns>
    Task<bool> CancelAsync(long id);
}
