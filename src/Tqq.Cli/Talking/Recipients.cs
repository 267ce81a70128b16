using System.Globalization;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Talking;

/// <summary>To whom a broadcast goes.</summary>
internal static class Recipients
{
    /// <summary>The numbers of a file: one a line, # begins a comment.</summary>
    /// <exception cref="CommandFailedException">There is no such file, or a line is no number.</exception>
    public static IReadOnlyList<uint> Read(string path)
    {
        string[] lines;
        try
        {
            lines = [.. Utf8Text.Lines(Utf8Text.ReadFile(path))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, Localized.Of($"'{path}' cannot be read ({e.Message}): give friends, online or a file of numbers", $"无法读取“{path}”（{e.Message}）：请给出 friends、online 或号码文件"));
        }

        var numbers = new List<uint>();
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at].Split('#')[0].Trim();
            if (line.Length == 0)
                continue;
            if (!uint.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 10000)
                throw new CommandFailedException(ExitCode.Usage, Localized.Of($"{path} line {at + 1}: '{line}' is no number of an account, 10000 to 4294967295", $"{path} 第 {at + 1} 行：“{line}”不是号码（10000 到 4294967295）"));
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
            _ => Read(to),
        };
        HashSet<uint> left = skip is null ? [] : [.. Read(skip)];
        return [.. all.Where(uin => uin != talk.Client.Uin && !left.Contains(uin))];
    }
}
