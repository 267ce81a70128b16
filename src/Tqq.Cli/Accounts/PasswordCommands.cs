using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Passwords;
using Tqq.Server.Web.Admin;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq account passwd UIN ...`.</summary>
internal static class PasswdCommand
{
    public static Command Create(TerminalOutput console)
    {
        var uin = AccountNumber.Argument(Localized.Of("The account's number.", "账号的号码。"));
        var password = new PasswordSource();
        var common = new CommonOptions();
        var command = new Command("passwd", Localized.Of("Set an account's password; its session ends.", "设置账号的密码；其会话随即结束。")) { uin };
        password.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed, console);
            var number = parsed.GetValue(uin);
            if (password.IsAsked(parsed, console))
                await admin.RefuseMissingAsync(number, cancellationToken);
            var (secret, isRandom) = password.Read(parsed, console);
            await admin.SendAsync(HttpMethod.Put, $"accounts/{number}/password", new PasswordBody(secret), AdminJson.Default.PasswordBody,
                cancellationToken);
            common.For(parsed, console).PasswordSet(number, isRandom ? secret : null);
            return ExitCode.Done;
        });
        return command;
    }
}

/// <summary>`tqq account app-password add|list|remove`: passwords for one client each.</summary>
internal static class AppPasswordCommand
{
    private static string[] Heading =>
        ["ID", Localized.Of("NAME", "名称"), Localized.Of("MADE", "创建"), Localized.Of("LAST USED", "最近使用"), Localized.Of("FROM", "来源")];

    public static Command Create(TerminalOutput console)
    {
        var command = new Command("app-password",
            Localized.Of("Make, show and take back app passwords: random passwords for one client each.", "管理应用专用密码：每个客户端一个随机密码。"));
        command.Add(Add(console));
        command.Add(AccountCommand.OfOne("list",
            Localized.Of("List an account's app passwords and when each was last used.", "列出应用专用密码及各自最近的使用时间。"), console,
            async (uin, admin, output, ct) =>
        {
            var list = await admin.GetAsync($"accounts/{uin}/app-passwords", AdminJson.Default.AppPasswordList, ct);
            output.Rows(list, AdminJson.Default.AppPasswordList, Heading, list.AppPasswords.Select(Row));
        }));
        command.Add(Remove(console));
        return command;
    }

    private static Command Add(TerminalOutput console)
    {
        var uin = AccountNumber.Argument(Localized.Of("The account's number.", "账号的号码。"));
        var name =
            new Option<string?>("--name") { Description =
            Localized.Of("What to call it, such as the client it is for; at most 32 characters.", "名称，例如所用的客户端；最多 32 个字符。"),
            HelpName = "NAME" };
        var common = new CommonOptions();
        var command = new Command("add",
            Localized.Of("Make an app password and show it, once. A client takes it as its password, hyphens and all.",
            "创建应用专用密码并显示一次。在客户端中当作密码使用，连字符也要输入。")) { uin, name };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed, console);
            var number = parsed.GetValue(uin);
            var added = await admin.SendAsync(
                HttpMethod.Post, $"accounts/{number}/app-passwords", new NewAppPasswordBody(parsed.GetValue(name)),
                    AdminJson.Default.NewAppPasswordBody, AdminJson.Default.AppPasswordBody, cancellationToken);
            common.For(parsed, console).Value(added, AdminJson.Default.AppPasswordBody,
                Localized.Of($"{number} app password {added.Id} added: {added.Password}",
                $"{number} 的应用专用密码 {added.Id} 已创建：{added.Password}"));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Remove(TerminalOutput console)
    {
        var uin = AccountNumber.Argument(Localized.Of("The account's number.", "账号的号码。"));
        var id =
            new Argument<int>("ID") { Description = Localized.Of("The app password's number, as 'list' shows it.", "应用专用密码的编号，见 'list'。") };
        var common = new CommonOptions();
        var command = new Command("remove",
            Localized.Of("Take an app password back; a session begun with it ends.", "收回应用专用密码；用它登录的会话随即结束。")) { uin, id };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed, console);
            using var request = new HttpRequestMessage(HttpMethod.Delete,
                $"accounts/{parsed.GetValue(uin)}/app-passwords/{parsed.GetValue(id)}");
            (await admin.SendAsync(request, cancellationToken)).Dispose();
            common.For(parsed, console).Done(parsed.GetValue(uin), $"app password {parsed.GetValue(id)} removed",
                $"的应用专用密码 {parsed.GetValue(id)} 已收回");
            return ExitCode.Done;
        });
        return command;
    }

    private static IReadOnlyList<string> Row(AppPasswordBody known) =>
        [known.Id.ToString(CultureInfo.InvariantCulture), known.Name, Time(known.Made), known.LastUsed is { } used ? Time(used)
            : "never", known.LastUsedFrom ?? ""];

    private static string Time(DateTimeOffset at) => at.ToString("u", CultureInfo.InvariantCulture);
}

/// <summary>Where a password comes from: the command line, standard input, chance, or the person at the terminal.</summary>
internal sealed class PasswordSource
{
    // Easily told apart and typed on a phone of 2005; 16 of 55 characters are 92 bits.
    private const string Characters = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private readonly Option<string?> _password =
        new("--password") { Description =
        Localized.Of("The password. Others on this machine can see command lines: --password-stdin is better.",
        "密码。同机用户可看到命令行，建议改用 --password-stdin。"), HelpName = "PW" };
    private readonly Option<bool> _stdin =
        new("--password-stdin") { Description = Localized.Of("Read the password from standard input, one line.", "从标准输入读取密码（一行）。") };
    private readonly Option<bool> _random =
        new("--random-password") { Description = Localized.Of("Make a random password and show it, once.", "生成随机密码并显示一次。") };

    public void AddTo(Command command)
    {
        command.Add(_password);
        command.Add(_stdin);
        command.Add(_random);
        command.Validators.Add(result =>
        {
            if (new Option[] { _password, _stdin, _random }.Count(option => result.GetResult(option) is { Implicit: false }) > 1)
                result.AddError(Localized.Of("only one of --password, --password-stdin and --random-password may be given",
                    "--password、--password-stdin、--random-password 只能给出一个"));
        });
    }

    /// <summary>Whether a person at the terminal is asked for it.</summary>
    public bool IsAsked(ParseResult parsed, TerminalOutput console) =>
        console.CanAsk && parsed.GetValue(_password) is null && !parsed.GetValue(_stdin) && !parsed.GetValue(_random);

    /// <returns>The password, and whether it was made here and has to be shown.</returns>
    public (string Password, bool IsRandom) Read(ParseResult parsed, TerminalOutput console)
    {
        var (password, isRandom) = Take(parsed, console);
        // An administrator may: a test account, a bot on loopback. But not without having been told.
        if (password.Length > 0 && ChosenPassword.WeaknessOf(password) is { } weakness)
            console.Warn(Warning(weakness, password.Length));
        return (password, isRandom);
    }

    private static string Warning(PasswordWeakness weakness, int length) => weakness switch
    {
        PasswordWeakness.Short => Localized.Of(
            $"warning: the password has only {Count(length)}; {ChosenPassword.Shortest} or more are hard to guess",
            $"警告：密码只有 {length} 个字符；{ChosenPassword.Shortest} 个以上才难以猜中"),
        _ => Localized.Of("warning: the password is among the 10,000 most common, which are guessed first",
            "警告：密码属于最常见的 10,000 个，会最先被猜到"),
    };

    private static string Count(int characters) => characters == 1 ? "1 character" : $"{characters} characters";

    private (string Password, bool IsRandom) Take(ParseResult parsed, TerminalOutput console)
    {
        if (parsed.GetValue(_password) is { } given)
            return (given, false);
        if (parsed.GetValue(_stdin))
            return (console.Input.ReadLine() ?? throw new CommandFailedException(ExitCode.Usage,
                Localized.Of("standard input is empty: --password-stdin reads one line", "标准输入为空：--password-stdin 要读取一行")), false);
        if (parsed.GetValue(_random))
            return (RandomNumberGenerator.GetString(Characters, 16), true);
        if (!console.CanAsk)
            throw new CommandFailedException(ExitCode.Usage,
                Localized.Of("no password: give --password-stdin, --random-password or --password PW",
                "没有密码：请用 --password-stdin、--random-password 或 --password"));
        var password = console.AskSecret(Localized.Of("Password:", "密码："));
        return password == console.AskSecret(Localized.Of("Again:", "再输一次：")) ? (password, false)
            : throw new CommandFailedException(ExitCode.Usage,
            Localized.Of("the two passwords differ; nothing was changed", "两次输入的密码不同；没有任何更改"));
    }
}
