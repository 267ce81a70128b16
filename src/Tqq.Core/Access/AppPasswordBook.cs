using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Tqq.Core.Access;

/// <summary>The app passwords of one account, as they stand on disk.</summary>
/// <param name="snapshot">What was read from there.</param>
internal sealed class AppPasswordBook(AccessSnapshot snapshot)
{
    private int _lastId = snapshot.LastAppPassword;

    public ImmutableArray<AppPassword> All { get; private set; } = snapshot.AppPasswords;

    public int NextId => _lastId + 1;

    public bool IsFull => All.Length >= AppPassword.Most;

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

    public void Add(AppPassword added)
    {
        _lastId = Math.Max(_lastId, added.Id);
        All = All.Add(added);
    }

    public void Remove(int id) => All = All.RemoveAll(known => known.Id == id);

    public void Used(int id, AppPasswordUse use) => All = [.. All.Select(known => known.Id == id ? known with { LastUse = use } : known)];
}
