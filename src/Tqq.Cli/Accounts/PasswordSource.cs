using System.CommandLine;
using System.Security.Cryptography;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Accounts;

/// <summary>Where a password comes from: the command line, standard input, chance, or the person at the terminal.</summary>
internal sealed class PasswordSource
{
    // Easily told apart and typed on a phone of 2005; 16 of 55 characters are 92 bits.
    private const string Characters = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    // Below this a password is worth a warning.
    private const int Comfortable = 8;

    private readonly Option<string?> _password = new("--password") { Description = Localized.Of("The password. Others on this machine can see command lines: --password-stdin is better.", "密码。同机用户可看到命令行，建议改用 --password-stdin。"), HelpName = "PW" };
    private readonly Option<bool> _stdin = new("--password-stdin") { Description = Localized.Of("Read the password from standard input, one line.", "从标准输入读取密码（一行）。") };
    private readonly Option<bool> _random = new("--random-password") { Description = Localized.Of("Make a random password and show it, once.", "生成随机密码并显示一次。") };

    public void AddTo(Command command)
    {
        command.Add(_password);
        command.Add(_stdin);
        command.Add(_random);
        command.Validators.Add(result =>
        {
            if (new Option[] { _password, _stdin, _random }.Count(option => result.GetResult(option) is { Implicit: false }) > 1)
                result.AddError(Localized.Of("Only one of --password, --password-stdin and --random-password may be given", "--password、--password-stdin、--random-password 只能给出一个"));
        });
    }

    /// <returns>The password, and whether it was made here and has to be shown.</returns>
    public (string Password, bool IsRandom) Read(ParseResult parsed, TerminalOutput console)
    {
        var (password, isRandom) = Take(parsed, console);
        // An administrator may: a test account, a bot on loopback. But not without having been told.
        if (password.Length is > 0 and < Comfortable)
            console.Warn(Localized.Of($"warning: the password has only {password.Length} {(password.Length == 1 ? "character" : "characters")}; {Comfortable} or more are hard to guess", $"警告：密码只有 {password.Length} 个字符；{Comfortable} 个以上才难以猜中"));
        return (password, isRandom);
    }

    private (string Password, bool IsRandom) Take(ParseResult parsed, TerminalOutput console)
    {
        if (parsed.GetValue(_password) is { } given)
            return (given, false);
        if (parsed.GetValue(_stdin))
            return (console.Input.ReadLine() ?? throw new CommandFailedException(ExitCode.Usage, Localized.Of("standard input is empty: --password-stdin reads one line", "标准输入为空：--password-stdin 要读取一行")), false);
        if (parsed.GetValue(_random))
            return (RandomNumberGenerator.GetString(Characters, 16), true);
        if (!console.CanAsk)
            throw new CommandFailedException(ExitCode.Usage, Localized.Of("no password: give --password-stdin, --random-password or --password PW", "没有密码：请用 --password-stdin、--random-password 或 --password"));
        var password = console.AskSecret(Localized.Of("Password:", "密码："));
        return password == console.AskSecret(Localized.Of("Again:", "再输一次：")) ? (password, false) : throw new CommandFailedException(ExitCode.Usage, Localized.Of("the two passwords differ; nothing was changed", "两次输入的密码不同；没有任何更改"));
    }
}
