using System.Text.Json;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Profiles;

/// <summary>The profiles: one file each in `$XDG_CONFIG_HOME/tqq` or `~/.config/tqq`, mode 0600, replaced as a whole.</summary>
/// <param name="directory">Where they are.</param>
internal sealed class ProfileStore(string directory)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Those of this user.</summary>
    public static ProfileStore OfUser() => new(Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } given ? given : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config"), "tqq"));

    /// <summary>The names of all profiles.</summary>
    public IEnumerable<string> Names => Directory.Exists(directory) ? Directory.GetFiles(directory, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal) : [];

    /// <summary>Where a file of a profile is.</summary>
    /// <exception cref="CommandFailedException">The name is none.</exception>
    public string PathOf(string name, string extension = "json") => name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        ? Path.Combine(directory, $"{name}.{extension}")
        : throw new CommandFailedException(ExitCode.Usage, Localized.Of($"'{name}' is no name of a profile: it may be 1 to 64 letters, digits, - and _", $"“{name}”不能作为配置名：只能用 1 到 64 个字母、数字、- 和 _"));

    /// <summary>Says that a name cannot be a profile's before anything is done for it.</summary>
    public void Check(string name) => PathOf(name);

    /// <exception cref="CommandFailedException">There is none, or it cannot be read.</exception>
    public SavedProfile Load(string name)
    {
        var path = PathOf(name);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ProfileJsonContext.Default.SavedProfile) ?? throw new JsonException();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            var option = name == "default" ? "" : $" --profile {name}";
            throw new CommandFailedException(ExitCode.Failed, Localized.Of($"nobody is logged in here: type 'tqq login UIN{option}'", $"尚未登录：请输入 'tqq login QQ号{option}'"));
        }
        catch (JsonException)
        {
            throw new CommandFailedException(ExitCode.Failed, Localized.Of($"{path} is damaged: log in again with 'tqq login UIN'", $"{path} 已损坏：请用 'tqq login QQ号' 重新登录"));
        }
    }

    public void Save(string name, SavedProfile profile)
    {
        var path = PathOf(name);
        Write(path, JsonSerializer.SerializeToUtf8Bytes(profile, ProfileJsonContext.Default.SavedProfile));
    }

    public void Delete(string name) => File.Delete(PathOf(name));

    /// <summary>Writes a file that only its owner may read, all of it or nothing.</summary>
    public void Write(string path, byte[] content)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
        var half = $"{path}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(half, options))
            file.Write(content);
        File.Move(half, path, overwrite: true);
    }
}
