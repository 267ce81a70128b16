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

    private readonly Option<string?> _password = new("--password") { Description = "The password. Others on this machine can see command lines: --password-stdin is better.", HelpName = "PW" };
    private readonly Option<bool> _stdin = new("--password-stdin") { Description = "Read the password from standard input, one line." };
    private readonly Option<bool> _random = new("--random-password") { Description = "Make a random password and show it, once." };

    public void AddTo(Command command)
    {
        command.Add(_password);
        command.Add(_stdin);
        command.Add(_random);
        command.Validators.Add(result =>
        {
            if (new Option[] { _password, _stdin, _random }.Count(option => result.GetResult(option) is { Implicit: false }) > 1)
                result.AddError("Only one of --password, --password-stdin and --random-password may be given");
        });
    }

    /// <returns>The password, and whether it was made here and has to be shown.</returns>
    public (string Password, bool IsRandom) Read(ParseResult parsed, TerminalOutput console)
    {
        var (password, isRandom) = Take(parsed, console);
        // An administrator may: a test account, a bot on loopback. But not without having been told.
        if (password.Length is > 0 and < Comfortable)
            console.Warn(Localized.Of($"warning: the password has only {password.Length} characters; {Comfortable} or more are hard to guess", $"警告：密码只有 {password.Length} 个字符；{Comfortable} 个以上才难以猜中"));
        return (password, isRandom);
    }

    private (string Password, bool IsRandom) Take(ParseResult parsed, TerminalOutput console)
    {
        if (parsed.GetValue(_password) is { } given)
            return (given, false);
        if (parsed.GetValue(_stdin))
            return (console.Input.ReadLine() ?? throw new CommandFailedException(ExitCode.Usage, "standard input is empty: --password-stdin reads one line"), false);
        if (parsed.GetValue(_random))
            return (RandomNumberGenerator.GetString(Characters, 16), true);
        if (!console.CanAsk)
            throw new CommandFailedException(ExitCode.Usage, "no password: give --password-stdin, --random-password or --password PW");
        var password = console.AskSecret("Password:");
        return password == console.AskSecret("Again:") ? (password, false) : throw new CommandFailedException(ExitCode.Usage, "the two passwords differ; nothing was changed");
    }
}
