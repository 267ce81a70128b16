
namespace Tqq.Core.Contacts;

/// <summary>Whom an account has taken off its list a moment ago: the same deletion again is penalised (protocol.md §5.7).</summary>
public sealed class RecentDeletions
{
    /// <summary>For so long the same deletion is a repetition.</summary>
    public static readonly TimeSpan Repeated = TimeSpan.FromSeconds(30);

    private List<(Uin Target, TimeSpan At)>? _deletions;

    /// <summary>Notes a deletion.</summary>
    /// <returns>False where the same one was made less than 30 s ago; the time is then counted from that one.</returns>
    public bool Note(Uin target, TimeSpan now)
    {
        _deletions?.RemoveAll(deletion => now - deletion.At >= Repeated);
        if (_deletions?.Exists(deletion => deletion.Target == target) == true)
            return false;
        (_deletions ??= []).Add((target, now));
        return true;
    }

    /// <summary>The account is a friend again, so that deleting it is no repetition.</summary>
    public void Forget(Uin target)
    {
        _deletions?.RemoveAll(deletion => deletion.Target == target);
        if (_deletions is { Count: 0 })
            _deletions = null;
    }
}
