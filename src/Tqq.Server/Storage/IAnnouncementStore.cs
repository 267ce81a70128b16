using System.Collections.Immutable;
using Tqq.Core;

namespace Tqq.Server.Storage;

/// <summary>
/// What is kept of announcements. Who has been given one stands there together with the message itself, until the announcement's own row
/// says that all accounts up to that number have had their turn: so a server that dies in the middle gives it to nobody twice.
/// </summary>
public interface IAnnouncementStore
{
    /// <summary>Stores an announcement, unless whoever makes it has done so with the same key within 24 hours.</summary>
    /// <param name="announcement">The announcement.</param>
    /// <param name="key">The key that it is made with; null for none.</param>
    Task<AnnouncementAdded> AddAnnouncementAsync(Announcement announcement, string? key);

    /// <summary>An announcement; null where there is none.</summary>
    Task<Announcement?> FindAnnouncementAsync(long id, CancellationToken cancellationToken);

    /// <summary>Announcements with a number below <paramref name="before"/>, the newest first.</summary>
    Task<ImmutableArray<Announcement>> ListAnnouncementsAsync(long before, int limit, CancellationToken cancellationToken);

    /// <summary>The oldest announcement that is being sent; null where there is none.</summary>
    Task<Announcement?> FindUnsentAnnouncementAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Writes how far an announcement is; that it was cancelled meanwhile stays so. Who has it up to that number is forgotten.
    /// </summary>
    /// <param name="id">Its number.</param>
    /// <param name="progress">How far it is.</param>
    Task AdvanceAnnouncementAsync(long id, AnnouncementProgress progress);

    /// <summary>Cancels an announcement that is being sent.</summary>
    /// <returns>False where there is none of that number that is.</returns>
    Task<bool> CancelAnnouncementAsync(long id, DateTimeOffset at);

    /// <summary>The numbers of accounts above <paramref name="after"/>, ascending.</summary>
    Task<ImmutableArray<Uin>> ListNumbersAsync(Uin after, int limit, CancellationToken cancellationToken);

    /// <summary>Who has an announcement of those behind the number that its row names, ascending.</summary>
    Task<ImmutableArray<Uin>> ListTakenAsync(long id, CancellationToken cancellationToken);
}
