using Tqq.Cli.Language;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Profiles;

/// <summary>
/// A command that a text tells the user to type: with the profile that the running command uses, where
/// that is not what would be used anyway.
/// </summary>
internal static class CommandHint
{
    private static readonly AsyncLocal<string?> s_profile = new();

    /// <summary>The profile of a command that names none: TQQ_PROFILE, else "default".</summary>
    public static string UsualProfile => Surroundings.Current.Variable("TQQ_PROFILE") ?? "default";

    /// <summary>From here on, this run of the program uses a profile.</summary>
    public static void Use(string profile) => s_profile.Value = profile;

    /// <summary>The command in quotes.</summary>
    /// <param name="command">The command without the program's name.</param>
    public static string Of(string command) => Of(command, s_profile.Value ?? UsualProfile);

    /// <summary>A path as one word for a shell: in double quotes where it has a blank, because hints stand in single ones.</summary>
    public static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;

    /// <summary>The command in quotes, for a profile.</summary>
    public static string Of(string command, string profile) =>
        profile == UsualProfile ? $"'{Localized.Program} {command}'" : $"'{Localized.Program} {command} --profile {profile}'";
}
