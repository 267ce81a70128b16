namespace Tqq.Core.Profiles;

/// <summary>Who sees a field of a profile beside its owner, who sees all of it (protocol.md §5.4).</summary>
public enum Audience : byte
{
    /// <summary>The owner's friends, but for those whom the owner has blocked.</summary>
    Friends = 0,

    /// <summary>Everyone.</summary>
    Everyone = 1,

    /// <summary>Nobody else.</summary>
    Nobody = 2,
}

/// <summary>Who looks at a profile, from its owner's side.</summary>
public enum Viewer : byte
{
    /// <summary>Whoever is none of the following.</summary>
    Stranger,

    /// <summary>A friend whom the owner has not blocked.</summary>
    Friend,

    /// <summary>The owner.</summary>
    Oneself,
}
