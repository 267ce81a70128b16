namespace Tqq.Server.Web;

/// <summary>A setting that is in force, as the admin API shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, as one would write it; hidden where it is a secret that is set.</param>
/// <param name="Default">What holds where nobody says anything.</param>
/// <param name="Source">
/// Who says so: default, file, environment or command-line; administrator where one has chosen it while the server ran.
/// </param>
/// <param name="Allowed">What may be written, in words.</param>
/// <param name="Help">What it is for, in English.</param>
/// <param name="CanChange">Whether it changes while the server runs (SIGHUP); otherwise a restart is needed.</param>
/// <param name="Where">Where it is written: the flag, the variable, or the name in the file; or who has chosen it.</param>
/// <param name="Changed">When it was taken over while the server ran.</param>
/// <param name="Written">
/// What is written now, where that is not in force yet: it will be when the settings are read again (SIGHUP), or after a restart where
/// `canChange` is false.
/// </param>
/// <param name="HelpIn">
/// What it is for in other languages, by language tag: `zh` is Chinese. Missing where the program that started the server gave none.
/// </param>
public sealed record SettingShown(
    string Name, string Value, string Default, string Source, string Allowed, string Help, bool CanChange, string? Where = null,
    DateTimeOffset? Changed = null, string? Written = null, IReadOnlyDictionary<string, string>? HelpIn = null);

/// <summary>All settings that are in force, in the order in which they are documented.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Fault">Why the settings file cannot be read now; then nobody knows what is written there.</param>
public sealed record SettingsInForce(IReadOnlyList<SettingShown> Settings, string? Fault = null)
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

    /// <summary>The same, each with what is written now, where that is something else.</summary>
    /// <param name="written">The settings as they would be in force if they were read again.</param>
    public SettingsInForce Beside(SettingsInForce written)
    {
        if (written.Fault is not null)
            return this with { Fault = written.Fault };
        var now = written.Settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        return this with
        {
            Settings = [.. Settings.Select(setting => now.TryGetValue(setting.Name, out var value) && value != setting.Value
                ? setting with { Written = value } : setting)],
        };
    }
}

/// <summary>What the settings are where they are written, which may be a file that was changed since it was read.</summary>
/// <param name="read">Reads them again; null for a server that was told its settings by a program.</param>
public sealed class WrittenSettings(Func<SettingsInForce>? read)
{
    /// <summary>Reads them.</summary>
    /// <returns>Null where there is nothing to read.</returns>
    public SettingsInForce? Read() => read?.Invoke();
}
