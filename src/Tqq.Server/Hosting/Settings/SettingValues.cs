using System.Collections.Immutable;

namespace Tqq.Server.Hosting.Settings;

/// <summary>The settings of a server as they were written, and the options that they make.</summary>
public sealed record SettingValues
{
    private ImmutableDictionary<string, string> Texts { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The options.</summary>
    public TqqServerOptions Options { get; private init; } = new();

    /// <summary>What a setting is, as one would write it.</summary>
    public string this[Setting setting] => Texts.GetValueOrDefault(setting.Name, setting.Default);

    /// <summary>With another value of a setting.</summary>
    /// <exception cref="FormatException">The value is not allowed.</exception>
    public SettingValues With(Setting setting, string value) =>
        this with { Options = setting.Apply(Options, value), Texts = Texts.SetItem(setting.Name, value) };

    /// <summary>
    /// What a running server takes over of settings that were read anew. Those that cannot change stay as they are, and are named.
    /// </summary>
    /// <param name="next">What was read.</param>
    public SettingChanges Reload(SettingValues next)
    {
        var differing = SettingCatalogue.All.Where(setting => next[setting] != this[setting]).ToImmutableArray();
        ImmutableArray<Setting> taken = [.. differing.Where(setting => setting.CanChange)];
        return new(taken.Aggregate(this, (values, setting) => values.With(setting, next[setting])), taken, [.. differing.Except(taken)]);
    }
}

/// <summary>What a reload changes.</summary>
/// <param name="Values">The settings that are in force after it.</param>
/// <param name="Taken">The settings that change.</param>
/// <param name="NeedRestart">The settings that were written anew, too, and can change only with a restart.</param>
public sealed record SettingChanges(SettingValues Values, ImmutableArray<Setting> Taken, ImmutableArray<Setting> NeedRestart);
