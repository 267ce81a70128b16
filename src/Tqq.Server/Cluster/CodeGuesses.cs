using System.Collections.Concurrent;
using Tqq.Core;
using Tqq.Core.Limits;

namespace Tqq.Server.Cluster;

/// <summary>
/// Bounds how often the codes of second factors are guessed, whoever has the password and from however many addresses: of a million codes
/// three are right at a time, so that so many guesses are right once in three years. It remembers administrators only, of whom there are
/// few.
/// </summary>
internal sealed class CodeGuesses
{
    private static readonly RateLimit s_limit = new(TimeSpan.FromMinutes(5), 5);

    private readonly ConcurrentDictionary<Uin, TokenBucket> _used = [];

    /// <summary>Whether a code may be looked at; in a turn of the account. It counts as wrong until it was right.</summary>
    public bool TryTake(Uin uin, TimeSpan now)
    {
        var used = _used.GetValueOrDefault(uin);
        var may = used.TryTake(s_limit, now);
        _used[uin] = used;
        return may;
    }

    /// <summary>The code was right.</summary>
    public void GiveBack(Uin uin)
    {
        var used = _used.GetValueOrDefault(uin);
        used.GiveBack(s_limit);
        _used[uin] = used;
    }
}
