using System.Text.Json;

namespace Tqq.Server.Hosting.Settings;

/// <summary>Brings settings together: flags win over the environment, the environment over the file, the file over the defaults.</summary>
public static class SettingReader
{
    // Variables of this prefix that are not the server's.
    private static readonly HashSet<string> Others = ["TQQ_CONFIG"];

    /// <summary>Reads all settings: <see cref="ReadValues"/> for whoever will not read them again.</summary>
    public static TqqServerOptions Read(IReadOnlyDictionary<string, string> flags, IReadOnlyDictionary<string, string> environment, string? file, Action<string> warn) =>
        ReadValues(flags, environment, file, warn).Options;

    /// <summary>Reads all settings.</summary>
    /// <param name="flags">What the command line says, by name.</param>
    /// <param name="environment">The environment's variables.</param>
    /// <param name="file">The file that `--config` or `TQQ_CONFIG` names, or null.</param>
    /// <param name="warn">Told of variables that look like settings and are none.</param>
    /// <exception cref="SettingException">One of them is wrong.</exception>
    public static SettingValues ReadValues(IReadOnlyDictionary<string, string> flags, IReadOnlyDictionary<string, string> environment, string? file, Action<string> warn)
    {
        var values = new SettingValues();
        foreach (var (name, value) in file is null ? [] : ReadFile(file))
            values = Put(values, Find(name, file!), value, $"\"{name}\" in {file}");

        foreach (var variable in environment.Keys.Where(key => key.StartsWith(Setting.EnvironmentPrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            if (SettingCatalogue.All.FirstOrDefault(setting => setting.EnvironmentName == variable) is { } setting)
                values = Put(values, setting, environment[variable], variable);
            else if (!Others.Contains(variable))
                warn($"{variable} is no setting and has no effect{Suggest(variable, SettingCatalogue.All.Select(known => known.EnvironmentName))}");
        }

        foreach (var setting in SettingCatalogue.All)
            if (flags.TryGetValue(setting.Name, out var value))
                values = Put(values, setting, value, "--" + setting.Name);
        return values;
    }

    private static SettingValues Put(SettingValues values, Setting setting, string value, string source)
    {
        try
        {
            return values.With(setting, value);
        }
        catch (FormatException)
        {
            throw new SettingException($"{source} is '{OneLine(value)}', but {setting.Name} may be {setting.Allowed}");
        }
    }

    private static Setting Find(string name, string file) => SettingCatalogue.All.FirstOrDefault(setting => setting.Name == name)
        ?? throw new SettingException($"\"{OneLine(name)}\" in {file} is no setting{Suggest(name, SettingCatalogue.All.Select(known => known.Name))}; 'tqq serve --help' lists them");

    private static List<(string Name, string Value)> ReadFile(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new SettingException($"{file} is no JSON object of settings, such as {{ \"listen\": \"127.0.0.1:8000\" }}");
            return [.. document.RootElement.EnumerateObject().Select(property => (property.Name, TextOf(property.Value)))];
        }
        catch (JsonException e)
        {
            throw new SettingException($"{file} is no valid JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"the settings file cannot be read: {e.Message}", e);
        }
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(TextOf)),
        _ => value.GetRawText(),
    };

    private static string Suggest(string name, IEnumerable<string> known) =>
        known.MinBy(candidate => Distance(name, candidate)) is { } nearest && Distance(name, nearest) <= 3 ? $"; did you mean {nearest}?" : "";

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1)));
        }

        return row[^1];
    }

    // What came from outside must not break out of the one line.
    private static string OneLine(string value) => string.Concat(value.Take(80).Select(c => char.IsControl(c) ? '?' : c));
}
