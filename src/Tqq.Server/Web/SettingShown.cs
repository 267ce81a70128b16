namespace Tqq.Server.Web;

/// <summary>A setting that is in force, as the admin API shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, as one would write it; hidden where it is a secret that is set.</param>
/// <param name="Default">What holds where nobody says anything.</param>
/// <param name="Source">default, file, environment or command-line: who says so.</param>
/// <param name="Allowed">What may be written, in words.</param>
/// <param name="Help">What it is for.</param>
/// <param name="CanChange">Whether it changes while the server runs (SIGHUP); otherwise a restart is needed.</param>
/// <param name="Where">Where it is written: the flag, the variable, or the name in the file.</param>
/// <param name="Changed">When it was taken over while the server ran.</param>
public sealed record SettingShown(
    string Name, string Value, string Default, string Source, string Allowed, string Help, bool CanChange, string? Where = null,
    DateTimeOffset? Changed = null);

/// <summary>All settings that are in force, in the order in which they are documented.</summary>
/// <param name="Settings">The settings.</param>
public sealed record SettingsInForce(IReadOnlyList<SettingShown> Settings)
{
    /// <summary>Those of a server that was told its settings by a program.</summary>
    public static readonly SettingsInForce None = new([]);

    /// <summary>The same, each with when it was changed while the server ran: now where it differs.</summary>
    /// <param name="before">What was in force.</param>
    /// <param name="now">The time.</param>
    public SettingsInForce Behind(SettingsInForce before, DateTimeOffset now)
    {
        var known = before.Settings.ToDictionary(setting => setting.Name);
        return new([.. Settings.Select(setting => !known.TryGetValue(setting.Name, out var was) ? setting
            : setting with { Changed = was.Value == setting.Value ? was.Changed : now })]);
    }
}
