using System.Text.Json;

namespace Tqq.Server.Hosting.Settings;

/// <summary>Brings settings together: flags win over the environment, the environment over the file, the file over the defaults.</summary>
public static class SettingReader
{
    // Variables of this prefix that are no settings, but are read by commands of the program.
    private static readonly HashSet<string> Others = ["TQQ_CALLED", "TQQ_CONFIG", "TQQ_PROFILE", "TQQ_SERVER"];

    /// <summary>Reads all settings: <see cref="ReadValues"/> for whoever will not read them again.</summary>
    public static TqqServerOptions Read(IReadOnlyDictionary<string, string> flags, IReadOnlyDictionary<string, string> environment,
        SettingFile? file, Action<string> warn) =>
        ReadValues(flags, environment, file, warn).Options;

    /// <summary>Reads all settings.</summary>
    /// <param name="flags">What the command line says, by name.</param>
    /// <param name="environment">The environment's variables.</param>
    /// <param name="file">The file that `--config` or `TQQ_CONFIG` names, and what is in it; or null.</param>
    /// <param name="warn">Told of variables that look like settings and are none.</param>
    /// <param name="usual">What holds where nothing is said; null for the defaults of the catalogue.</param>
    /// <exception cref="SettingException">One of them is wrong.</exception>
    public static SettingValues ReadValues(
        IReadOnlyDictionary<string, string> flags, IReadOnlyDictionary<string, string> environment, SettingFile? file, Action<string> warn,
            SettingValues? usual = null)
    {
        var values = usual ?? new SettingValues();
        foreach (var (name, value) in file is null ? [] : Parse(file))
            values = Put(values, Find(name, file!.Path), value, new(SettingSourceKind.File, $"\"{name}\" in {file.Path}"));

        foreach (var variable in environment.Keys.Where(key => key.StartsWith(Setting.EnvironmentPrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            if (SettingCatalogue.All.FirstOrDefault(setting => setting.EnvironmentName == variable) is { } setting)
                values = Put(values, setting, environment[variable], new(SettingSourceKind.Environment, variable));
            else if (!Others.Contains(variable))
                warn($"{variable} is no setting and has no effect{Suggest(variable, SettingCatalogue.All.Select(known => known.EnvironmentName))}");
        }

        foreach (var setting in SettingCatalogue.All)
            if (flags.TryGetValue(setting.Name, out var value))
                values = Put(values, setting, value, new(SettingSourceKind.CommandLine, "--" + setting.Name));
        return values;
    }

    private static SettingValues Put(SettingValues values, Setting setting, string value, SettingSource source)
    {
        try
        {
            return values.With(setting, value, source);
        }
        catch (FormatException)
        {
            throw new SettingException($"{source.Where} is '{OneLine(value)}', but {setting.Name} must be {setting.Allowed}");
        }
    }

    private static Setting Find(string name, string file) => SettingCatalogue.All.FirstOrDefault(setting => setting.Name == name)
        ?? throw new SettingException(
            $"\"{OneLine(name)}\" in {file} is no setting{Suggest(name, SettingCatalogue.All.Select(known => known.Name))}; 'tqq serve --help' lists them");

    private static List<(string Name, string Value)> Parse(SettingFile file)
    {
        try
        {
            using var document = JsonDocument.Parse(file.Text,
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new SettingException($"{file.Path} is no JSON object of settings, such as {{ \"listen\": \"127.0.0.1:8000\" }}");
            List<(string Name, string Value)> settings =
                [.. document.RootElement.EnumerateObject().Select(property => (property.Name, TextOf(property.Value)))];
            // JSON leaves open which of them counts, so whoever wrote both would be right half of the time.
            if (settings.CountBy(setting => setting.Name).FirstOrDefault(count => count.Value > 1).Key is { } twice)
                throw new SettingException($"\"{OneLine(twice)}\" stands more than once in {file.Path}: keep one");
            return settings;
        }
        catch (JsonException e)
        {
            throw new SettingException($"{file.Path} is no valid JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}", e);
        }
        catch (InvalidOperationException e)
        {
            // Half of a surrogate pair, written as an escape.
            throw new SettingException($"{file.Path} is no valid JSON: {e.Message}", e);
        }
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(TextOf)),
        _ => value.GetRawText(),
    };

    private static string Suggest(string name, IEnumerable<string> known) =>
        NearestName.Of(name, known) is { } nearest ? $"; did you mean {nearest}?" : "";

    // What came from outside must not break out of the one line.
    private static string OneLine(string value) => string.Concat(value.Take(80).Select(c => char.IsControl(c) ? '?' : c));
}

/// <summary>A file of settings.</summary>
/// <param name="Path">Where it is, for errors.</param>
/// <param name="Text">What is in it: JSON, `{ "name": "value" }`.</param>
public sealed record SettingFile(string Path, string Text);
