namespace Tqq.Core.State;

/// <summary>What an account has to remember to reproduce the oddities of the original (protocol.md §7).</summary>
internal sealed class QuirkMemory
{
    private HashSet<Uin>? _askedOnce;
    private int _textsWithH;

    /// <summary>Whether this is the first of two requests to become a friend of an account: the one that gets lost.</summary>
    public bool IsFirstAsk(Uin target)
    {
        _askedOnce ??= [];
        return _askedOnce.Add(target) || !_askedOnce.Remove(target);
    }

    /// <summary>Whether this text is swallowed: every tenth that contains a lower-case `h`.</summary>
    public bool Swallows(string text) => text.Contains('h', StringComparison.Ordinal) && ++_textsWithH % 10 == 0;
}
