using System.Collections.Immutable;
using Tqq.Server.Web;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Hosting.Settings;

/// <summary>The settings of a server as they were written, and the options that they make.</summary>
public sealed record SettingValues
{
    private readonly TqqServerOptions _options = new();

    /// <summary>The defaults.</summary>
    public SettingValues() { }

    private SettingValues(SettingValues before, TqqServerOptions options)
        : this(before) => _options = options;

    private ImmutableDictionary<string, (string Text, SettingSource Source)> Written { get; init; } =
        ImmutableDictionary<string, (string, SettingSource)>.Empty;

    /// <summary>
    /// What settings are for in other languages than English, by language tag and by name of the setting. The server only shows it, so
    /// whoever starts the server gives it.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> HelpIn { get; init; } =
        ImmutableDictionary<string, IReadOnlyDictionary<string, string>>.Empty;

    /// <summary>The options.</summary>
    public TqqServerOptions Options => _options with
    {
        Shown = new([.. SettingCatalogue.All.Select(Show)]),
        Api = _options.Api with
        {
            RegistrationWritten = Written.TryGetValue(RegistrationPolicy.SettingName, out var written) ? written.Source.Where : null,
        },
    };

    /// <summary>What a setting is, as one would write it.</summary>
    public string this[Setting setting] => Written.TryGetValue(setting.Name, out var written) ? written.Text : setting.Default;

    /// <summary>With another value of a setting.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="value">The value, as it was written.</param>
    /// <param name="source">Who says so; null where it is only another default.</param>
    /// <exception cref="FormatException">The value is not allowed.</exception>
    public SettingValues With(Setting setting, string value, SettingSource? source = null) => new(this, setting.Apply(_options, value))
    {
        Written = Written.SetItem(setting.Name, (value, source ?? SettingSource.Default)),
    };

    /// <summary>Who says what a setting is.</summary>
    public SettingSource SourceOf(Setting setting) =>
        Written.TryGetValue(setting.Name, out var written) ? written.Source : SettingSource.Default;

    private SettingShown Show(Setting setting) => new(
        setting.Name, this[setting], setting.Default, SettingWords.Word(SourceOf(setting).Kind), setting.Allowed, setting.Help,
        setting.CanChange, SourceOf(setting).Where, HelpIn: HelpIn.Count == 0 ? null
            : HelpIn.Where(language => language.Value.ContainsKey(setting.Name))
                .ToDictionary(language => language.Key, language => language.Value[setting.Name]));

    /// <summary>
    /// What a running server takes over of settings that were read anew. Those that cannot change stay as they are, and are named.
    /// </summary>
    /// <param name="next">What was read.</param>
    public SettingChanges Reload(SettingValues next)
    {
        var differing = SettingCatalogue.All.Where(setting => next[setting] != this[setting]).ToImmutableArray();
        ImmutableArray<Setting> taken = [.. differing.Where(setting => setting.CanChange)];
        return new(taken.Aggregate(this, (values, setting) => values.With(setting, next[setting], next.SourceOf(setting))), taken,
            [.. differing.Except(taken)]);
    }
}

/// <summary>What a reload changes.</summary>
/// <param name="Values">The settings that are in force after it.</param>
/// <param name="Taken">The settings that change.</param>
/// <param name="NeedRestart">The settings that were written anew, too, and can change only with a restart.</param>
public sealed record SettingChanges(SettingValues Values, ImmutableArray<Setting> Taken, ImmutableArray<Setting> NeedRestart);
