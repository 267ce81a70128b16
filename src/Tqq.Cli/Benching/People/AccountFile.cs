using System.Globalization;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Load.Planning;

namespace Tqq.Cli.Benching.People;

/// <summary>Reads accounts: a line `UIN PASSWORD` each, or `UIN` alone where they have sessions; empty lines and those that begin with `#` say nothing.</summary>
internal static class AccountFile
{
    /// <param name="path">The file, or `-` for standard input.</param>
    /// <param name="needsPasswords">Whether a line without a password is a mistake.</param>
    /// <param name="input">Standard input.</param>
    /// <exception cref="CommandFailedException">It cannot be read, or a line is wrong; the line is named, not shown, because of what is in it.</exception>
    public static IReadOnlyList<LoadAccount> Read(string path, bool needsPasswords, TextReader input)
    {
        try
        {
            return Read(path, needsPasswords, Utf8Text.Lines(path == "-" ? input.ReadToEnd() : Utf8Text.ReadFile(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, Localized.Of($"{path} cannot be read: {e.Message}", $"{path} 无法读取：{e.Message}"));
        }
    }

    private static List<LoadAccount> Read(string path, bool needsPasswords, IEnumerable<string> lines)
    {
        var (accounts, known, number) = (new List<LoadAccount>(), new HashSet<uint>(), 0);
        foreach (var line in lines.Select(line => line.Trim()))
        {
            number++;
            if (line.Length == 0 || line.StartsWith('#'))
                continue;
            var space = line.IndexOfAny([' ', '\t']);
            var password = space < 0 ? null : line[space..].Trim();
            if (!uint.TryParse(space < 0 ? line : line[..space], NumberStyles.None, CultureInfo.InvariantCulture, out var uin) || (password is null && needsPasswords) || !known.Add(uin))
                throw new CommandFailedException(ExitCode.Usage, needsPasswords
                    ? Localized.Of($"{path}, line {number}: may be 'UIN PASSWORD', each UIN once", $"{path} 第 {number} 行：应为“号码 密码”，号码不可重复")
                    : Localized.Of($"{path}, line {number}: may be 'UIN', each once", $"{path} 第 {number} 行：应为“号码”，不可重复"));
            accounts.Add(new(uin, password));
        }

        return accounts;
    }
}
