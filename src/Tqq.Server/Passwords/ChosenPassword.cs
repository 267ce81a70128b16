using System.Collections.Frozen;

namespace Tqq.Server.Passwords;

/// <summary>What a password has to be that somebody chooses: long enough, and none of those that are guessed first.</summary>
public static class ChosenPassword
{
    /// <summary>How many characters it has at the least.</summary>
    public const int Shortest = 8;

    /// <summary>How many it has at the most.</summary>
    public const int Longest = 128;

    /// <summary>Why somebody might guess it; null where it is as long as it should be and none of the most common.</summary>
    public static PasswordWeakness? WeaknessOf(string password) =>
        password.Length < Shortest ? PasswordWeakness.Short : IsCommon(password) ? PasswordWeakness.Common : null;

    private static readonly Lazy<FrozenSet<string>> s_common = new(ReadCommon);

    /// <summary>Whether it is among the 10,000 most common, in whatever case.</summary>
    public static bool IsCommon(string password) => s_common.Value.Contains(password.Trim().ToLowerInvariant());

    private static FrozenSet<string> ReadCommon()
    {
        using var reader = new StreamReader(typeof(ChosenPassword).Assembly
            .GetManifestResourceStream("Tqq.Server.Passwords.common-passwords.txt")!);
        return reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToFrozenSet();
    }
}

/// <summary>Why a password is easily guessed.</summary>
public enum PasswordWeakness
{
    /// <summary>It has few characters.</summary>
    Short,

    /// <summary>It is among the 10,000 most common.</summary>
    Common,
}
