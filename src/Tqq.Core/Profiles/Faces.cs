using System.Globalization;

namespace Tqq.Core.Profiles;

/// <summary>
/// The faces of new accounts (protocol.md §5.4): one of 96, by the number of the account alone. 96 numbers that follow each other have
/// all of them, so neighbours never look alike.
/// </summary>
public static class Faces
{
    /// <summary>How many there are.</summary>
    public const int Count = 96;

    // No common divisor with their count. Faces have one of twelve grounds in turn, and with this step neighbours have different ones.
    private const int Step = 37;

    // The image of an avatar has the number avatar/3+1.
    private const int AvatarsOfImage = 3;

    private static readonly string[] s_avatars =
        [.. Enumerable.Range(0, Count).Select(at => (at * AvatarsOfImage).ToString(CultureInfo.InvariantCulture))];

    /// <summary>The avatar (`FC`) of a new account of this number.</summary>
    public static string Of(Uin uin) => s_avatars[(ulong)uin.Value * Step % Count];
}
