namespace Tqq.Core.Profiles;

/// <summary>
/// Who finds an account by a search. By number is the default: whoever has a number was given it, and GetInfo tells them as much
/// (protocol.md §5.4); to stand in a list that anybody can leaf through is a thing that an owner has to want.
/// </summary>
public enum WhoMayFind : byte
{
    /// <summary>Whoever types the whole number. The default.</summary>
    ByNumber = 0,

    /// <summary>Whoever types the number, or the beginning of the nickname.</summary>
    Everyone = 1,

    /// <summary>Nobody.</summary>
    Nobody = 2,
}
