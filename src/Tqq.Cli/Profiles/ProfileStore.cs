using System.Text.Json;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Storage;

namespace Tqq.Cli.Profiles;

/// <summary>The profiles: one file each in `$XDG_CONFIG_HOME/tqq` or `~/.config/tqq`, mode 0600, replaced as a whole.</summary>
/// <param name="directory">Where they are.</param>
internal sealed class ProfileStore(string directory)
{
    // Others hold the lock for as long as it takes to write a small file.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_betweenTries = TimeSpan.FromMilliseconds(5);

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Those of this user.</summary>
    public static ProfileStore OfUser() => new(Path.Combine(
        Surroundings.Current.Variable("XDG_CONFIG_HOME") ?? Path.Combine(Surroundings.Current.Home, ".config"), "tqq"));

    /// <summary>The names of all profiles.</summary>
    public IEnumerable<string> Names => Directory.Exists(directory)
        ? Directory.GetFiles(directory, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal) : [];

    /// <summary>Where a file of a profile is.</summary>
    /// <exception cref="CommandFailedException">The name is none.</exception>
    public string PathOf(string name, string extension = "json") =>
        name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        ? Path.Combine(directory, $"{name}.{extension}")
        : throw new CommandFailedException(ExitCode.Usage,
            Localized.Of($"'{name}' is no name of a profile: it must be 1 to 64 letters, digits, - and _",
            $"“{name}”不能作为配置名：只能用 1 到 64 个字母、数字、- 和 _"));

    /// <summary>Says that a name cannot be a profile's before anything is done for it.</summary>
    public void Check(string name) => PathOf(name);

    /// <exception cref="CommandFailedException">There is none, or it cannot be read.</exception>
    public SavedProfile Load(string name)
    {
        var path = PathOf(name);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path),
                SavedProfileJsonContext.Default.SavedProfile) is { IsWhole: true } profile ? profile : throw new JsonException();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailedException(ExitCode.Failed,
                Localized.Of($"nobody is logged in here: type {CommandHint.Of("login UIN", name)}{Others}",
                $"尚未登录：请输入 {CommandHint.Of("login QQ号", name)}{Others}"));
        }
        catch (JsonException)
        {
            throw new CommandFailedException(ExitCode.Failed,
                Localized.Of($"{path} is damaged: log in again with {CommandHint.Of("login UIN", name)}",
                $"{path} 已损坏：请用 {CommandHint.Of("login QQ号", name)} 重新登录"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var why = FileWords.Why(e, path, FileUse.Read);
            throw new CommandFailedException(ExitCode.Failed, Localized.Of($"{path} cannot be read: {why}", $"无法读取 {path}：{why}"));
        }
    }

    // Somebody who logged in under another name wants to hear which.
    private string Others => !Names.Any() ? "" : Localized.Of($", or name a profile with --profile: {string.Join(", ", Names)}",
        $"，或用 --profile 指定配置：{string.Join("、", Names)}");

    /// <summary>The profile, or null where there is none that can be read.</summary>
    public SavedProfile? Find(string name)
    {
        try
        {
            return Load(name);
        }
        catch (CommandFailedException)
        {
            return null;
        }
    }

    /// <summary>
    /// What a login has learned. What an earlier profile of the same account remembers stays: the server says it only once.
    /// </summary>
    public void Save(string name, SavedProfile profile)
    {
        using var turn = WaitTurn();
        var earlier = Find(name);
        Put(name, earlier?.IsSameAs(profile) == true ? profile with { Requests = earlier.Requests, Answered = earlier.Answered } : profile);
    }

    /// <summary>
    /// Changes the profile as it is now, not as a command found it when it began. One that is gone meanwhile, or
    /// another account's, stays as it is.
    /// </summary>
    public void Change(string name, SavedProfile known, Func<SavedProfile, SavedProfile> change)
    {
        if (!File.Exists(PathOf(name)))
            return;
        using var turn = WaitTurn();
        if (Find(name) is { } now && now.IsSameAs(known))
            Put(name, change(now));
    }

    public void Delete(string name)
    {
        using var turn = WaitTurn();
        File.Delete(PathOf(name));
    }

    /// <summary>Writes a file that only its owner may read, all of it or nothing.</summary>
    /// <exception cref="CommandFailedException">It cannot be written.</exception>
    public void Write(string path, byte[] content)
    {
        try
        {
            Replace(path, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(path, e);
        }
    }

    private void Put(string name, SavedProfile profile) =>
        Write(PathOf(name), JsonSerializer.SerializeToUtf8Bytes(profile, SavedProfileJsonContext.Default.SavedProfile));

    private void Replace(string path, byte[] content)
    {
        CreateDirectory();
        var half = $"{path}.{Environment.ProcessId}.new";
        try
        {
            using (var file = new FileStream(half, ForOwner(FileMode.Create, FileShare.None)))
                file.Write(content);
            File.Move(half, path, overwrite: true);
        }
        catch
        {
            // A full disk: half a file is of no use to anybody.
            File.Delete(half);
            throw;
        }
    }

    // Several commands may run at once; the file says nothing, its lock does.
    private FileStream WaitTurn()
    {
        var path = Path.Combine(directory, ".lock");
        var start = TimeProvider.System.GetTimestamp();
        for (; ; )
        {
            try
            {
                CreateDirectory();
                return new(path, ForOwner(FileMode.OpenOrCreate, FileShare.None));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (!File.Exists(path) || TimeProvider.System.GetElapsedTime(start) > s_patience)
                    throw NotWritten(path, e);
                Thread.Sleep(s_betweenTries);
            }
        }
    }

    private static CommandFailedException NotWritten(string path, Exception error)
    {
        var why = FileWords.Why(error, path, FileUse.Write);
        return new(ExitCode.Failed, Localized.Of($"'{path}' cannot be written: {why}", $"无法写入“{path}”：{why}"));
    }

    private void CreateDirectory()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
    }

    private static FileStreamOptions ForOwner(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }
}
