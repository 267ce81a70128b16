using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Tqq.Core.Access;

/// <summary>
/// The app passwords of one account, as they stand on disk. It never changes: accounts that never had any, nearly all of them, share one.
/// </summary>
internal sealed class AppPasswordBook
{
    private static readonly AppPasswordBook s_none = new([], 0);

    private readonly int _lastId;

    private AppPasswordBook(ImmutableArray<AppPassword> all, int lastId) => (All, _lastId) = (all, lastId);

    public ImmutableArray<AppPassword> All { get; }

    public int NextId => _lastId + 1;

    public bool IsFull => All.Length >= AppPassword.Most;

    /// <summary>As it was read from the disk.</summary>
    public static AppPasswordBook Of(AccessSnapshot snapshot) =>
        snapshot is { AppPasswords.IsEmpty: true, LastAppPassword: 0 } ? s_none : new(snapshot.AppPasswords, snapshot.LastAppPassword);

    public bool Contains(int id) => All.Any(known => known.Id == id);

    /// <summary>The one that fits what a client sent, or null. It takes as long whichever fits, and however much of one does.</summary>
    public AppPassword? Find(string passwordMd5)
    {
        if (All.IsEmpty)
            return null;
        var sent = Encoding.ASCII.GetBytes(AppPassword.HashOf(passwordMd5));
        AppPassword? found = null;
        foreach (var known in All)
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(known.Hash), sent))
                found = known;
        return found;
    }

    public AppPasswordBook With(AppPassword added) => new(All.Add(added), Math.Max(_lastId, added.Id));

    public AppPasswordBook Without(int id) => new(All.RemoveAll(known => known.Id == id), _lastId);

    public AppPasswordBook Used(int id, AppPasswordUse use) =>
        new([.. All.Select(known => known.Id == id ? known with { LastUse = use } : known)], _lastId);
}
