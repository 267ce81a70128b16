using Tqq.Core;

namespace Tqq.Server.Push;

/// <summary>
/// Which subscriptions their push services refuse, other than as gone (400, 401, 403), and since when. One that was made for another key of
/// the server is refused for ever (RFC 8292, section 4.2), but so are all while the server's clock is wrong, or while it has no address
/// that a push service asks for: those are good again when the operator has mended that. A page that is opened subscribes again.
/// </summary>
internal sealed class PushRefusals(TimeProvider time)
{
    /// <summary>So often in a row it is refused before it is given up.</summary>
    public const int Fewest = 5;

    // How many are remembered: what is not is kept, as one that was never refused.
    private const int Most = 10_000;

    /// <summary>For so long it is refused before it is given up: a weekend, in which nobody may look at the server.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    private readonly Dictionary<(Uin Account, string Endpoint), (int Count, long Since)> _refused = [];

    /// <summary>Notes what became of a push.</summary>
    /// <returns>Whether the subscription is to be given up.</returns>
    public bool Note(Uin account, string endpoint, PushFate fate)
    {
        // That a service is busy says nothing of the subscription.
        if (fate == PushFate.Later)
            return false;
        lock (_refused)
        {
            var isKnown = _refused.Remove((account, endpoint), out var known);
            if (fate != PushFate.Refused)
                return false;
            var (count, since) = isKnown ? (known.Count + 1, known.Since) : (1, time.GetTimestamp());
            if (count >= Fewest && time.GetElapsedTime(since) >= Patience)
                return true;
            if (_refused.Count < Most)
                _refused[(account, endpoint)] = (count, since);
            return false;
        }
    }
}
