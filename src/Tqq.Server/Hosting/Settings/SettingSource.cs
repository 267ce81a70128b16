namespace Tqq.Server.Hosting.Settings;

/// <summary>Who says what a setting is.</summary>
/// <param name="Kind">Which of those that may.</param>
/// <param name="Where">Where it is written, as it is named to people: `--web`, `TQQ_WEB`, `"web" in tqq.json`; null for a default.</param>
public sealed record SettingSource(SettingSourceKind Kind, string? Where)
{
    /// <summary>Nobody: it is the default.</summary>
    public static readonly SettingSource Default = new(SettingSourceKind.Default, null);
}

/// <summary>Those who may say what a setting is, the weakest first.</summary>
public enum SettingSourceKind
{
    /// <summary>Nobody.</summary>
    Default,

    /// <summary>The file.</summary>
    File,

    /// <summary>A variable of the environment.</summary>
    Environment,

    /// <summary>A flag of the command line.</summary>
    CommandLine,
}
