using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Storage;

namespace Tqq.Cli.Talking;

/// <summary>To whom a broadcast goes.</summary>
internal static class Recipients
{
    /// <summary>The numbers of a file: one a line, # begins a comment.</summary>
    /// <param name="path">The file.</param>
    /// <param name="flag">The flag that names it.</param>
    /// <param name="allowed">What may stand there.</param>
    /// <exception cref="CommandFailedException">There is no such file, or a line is no number.</exception>
    public static IReadOnlyList<uint> Read(string path, string flag, string allowed)
    {
        string[] lines;
        try
        {
            lines = [.. Utf8Text.Lines(Utf8Text.ReadFile(path))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var why = FileWords.Why(e, path, FileUse.Read);
            throw new CommandFailedException(ExitCode.Usage,
                Localized.Of($"{flag} '{path}' cannot be read ({why}): give {allowed}",
                $"无法读取 {flag}“{path}”（{why}）：请给出{allowed}"));
        }

        var numbers = new List<uint>();
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at].Split('#')[0].Trim();
            if (line.Length == 0)
                continue;
            if (!AccountNumber.TryParse(line, out var number))
                throw new CommandFailedException(ExitCode.Usage,
                    Localized.Of($"{path} line {at + 1}: '{line}' is no number of an account, {AccountNumber.Allowed}",
                    $"{path} 第 {at + 1} 行：“{line}”不是号码（{AccountNumber.Allowed}）"));
            numbers.Add(number);
        }

        return [.. numbers.Distinct()];
    }

    /// <summary>Those meant by `friends`, `online` or a file, without oneself and those to be skipped.</summary>
    public static async Task<IReadOnlyList<uint>> FindAsync(Talk talk, string to, string? skip)
    {
        IReadOnlyList<uint> all = to switch
        {
            "friends" => await talk.Client.ListFriendsAsync(talk.Stopping),
            "online" => [.. (await talk.Client.ListOnlineAsync(talk.Stopping)).Select(friend => friend.Uin)],
            _ => Read(to, "--to", Localized.Of("friends, online or a file of numbers", " friends、online 或号码文件")),
        };
        HashSet<uint> left = skip is null ? [] : [.. Read(skip, "--skip", Localized.Of("a file of numbers, one a line", "号码文件，每行一个"))];
        return [.. all.Where(uin => uin != talk.Client.Uin && !left.Contains(uin))];
    }
}
