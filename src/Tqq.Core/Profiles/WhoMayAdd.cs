namespace Tqq.Core.Profiles;

/// <summary>Who may put this account on a friend list (protocol.md §3, §5.5).</summary>
public enum WhoMayAdd : byte
{
    /// <summary>Whoever asks is asked for words first, and this account decides. The default.</summary>
    Verify = 0,

    /// <summary>Anyone, at once.</summary>
    Anyone = 1,

    /// <summary>Nobody.</summary>
    Nobody = 2,
}
