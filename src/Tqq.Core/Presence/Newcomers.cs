namespace Tqq.Core.Presence;

/// <summary>
/// How those looked who are about to become friends, until the friendship is on disk. Takes memory only while there are any.
/// </summary>
public sealed class Newcomers
{
    private Dictionary<Uin, FriendPresence>? _expected;

    /// <summary>How many there are.</summary>
    public int Count => _expected?.Count ?? 0;

    /// <summary>A friendship is being stored; the newest look counts.</summary>
    public void Expect(FriendPresence presence)
    {
        _expected ??= [];
        if (!_expected.TryGetValue(presence.Uin, out var older) || older.Version < presence.Version)
            _expected[presence.Uin] = presence;
    }

    /// <summary>The friendship stands, or there is none after all.</summary>
    /// <returns>How the other looked, if it was expected.</returns>
    public FriendPresence? Take(Uin other)
    {
        if (_expected is null || !_expected.Remove(other, out var presence))
            return null;
        if (_expected.Count == 0)
            _expected = null;
        return presence;
    }
}
