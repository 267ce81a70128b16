using System.CommandLine;
using Tqq.Cli.Addresses;
using Tqq.Cli.Language;
using Tqq.Cli.Profiles;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>`tqq login UIN`: begins a session and keeps it, with what opens it, in a profile.</summary>
internal static class SignInCommand
{
    public static Command Create(TerminalOutput console)
    {
        var uin = AccountNumber.Argument(Localized.Of("The account's number.", "登录的号码。"));
        var server = new ServerOption();
        var stdin = new Option<bool>("--password-stdin") { Description = Localized.Of("Read the password from standard input, one line.",
            "从标准输入读取密码（一行）。") };
        var replace =
            new Option<bool>("--replace") { Description = Localized.Of("Replace a profile that is another account's.", "替换属于其他号码的配置。") };
        var api = ApiOption();
        var options = new TalkOptions();
        var token = new Option<bool>("--token-stdin") { Description = Localized.Of(
            "Read a token of the JSON API from standard input, one line, in place of the password: one of right read or all. Needs --api.",
            "从标准输入读取 JSON API 的令牌（一行），代替密码；权限应为 read 或 all。需要 --api。") };
        var code = new Option<string?>("--code")
        {
            HelpName = Localized.Of("CODE", "验证码"),
            Description = Localized.Of(
                "The code of the account's second factor, or one of its recovery codes; on a terminal it is asked for. Needs --api.",
                "账号的两步验证码或恢复码；在终端中会提示输入。需要 --api。"),
        };
        var command = new Command("login", Localized.Of("Log in, and keep the profile in ~/.config/tqq, readable by its owner only.",
            "登录，并把配置存入 ~/.config/tqq（仅本人可读）。")) { uin, api, stdin, token, code, replace };
        server.AddTo(command);
        options.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var (store, name) = (ProfileStore.OfUser(), options.NameIn(parsed));
            store.Check(name);
            CommandHint.Use(name);
            RefuseToReplace(store.Find(name), name, parsed.GetValue(uin), parsed.GetValue(replace));
            if (parsed.GetValue(token) && (parsed.GetValue(api) is null || parsed.GetValue(stdin)))
                throw new CommandFailedException(ExitCode.Usage, Localized.Of(
                    "--token-stdin needs --api, and takes the place of --password-stdin", "--token-stdin 需要 --api，且代替 --password-stdin"));
            if (parsed.GetValue(code) is not null && (parsed.GetValue(api) is null || parsed.GetValue(token)))
                throw new CommandFailedException(ExitCode.Usage, Localized.Of(
                    "--code goes with a password, and needs --api", "--code 与密码一起使用，且需要 --api"));
            if (parsed.GetValue(api) is { } address)
            {
                if (server.IsGivenIn(parsed))
                    throw new CommandFailedException(ExitCode.Usage,
                        Localized.Of("--server is of HTTP QQ and --api of the JSON API: give one of them",
                            "--server 用于 HTTP QQ，--api 用于 JSON API：请只给其中一个"));
                var known = new SavedProfile(new($"{address.Scheme}://{address.Host}:{address.Port}"), parsed.GetValue(uin), "", null, [])
                {
                    Api = address, Roots = SavedProfile.PemOf(server.RootsIn(parsed)),
                };
                return parsed.GetValue(token)
                    ? await ApiSignIn.RunAsync(store, name, known with { Token = ReadToken(console) }, new(null),
                        options.OutputFor(parsed, console))
                    : await ApiSignIn.RunAsync(
                        store, name, known, SecretsOf(parsed.GetValue(stdin), parsed.GetValue(code), console),
                        options.OutputFor(parsed, console));
            }

            var roots = SavedProfile.PemOf(server.RootsIn(parsed));
            var profile = new SavedProfile(server.AddressIn(parsed), parsed.GetValue(uin),
                TqqClientOptions.Md5Of(ReadPassword(parsed.GetValue(stdin), console)), null, []) { Roots = roots };
            // Only now: until the password is there, Ctrl-C has nothing to end in good order.
            using var interruption = new Interruption();
            await using var client = await TalkErrors.InWordsAsync(() =>
                TqqClient.SignInAsync(Talk.OptionsOf(profile), interruption.Token));
            store.Save(name, profile with { SessionKey = client.SessionKey });
            WarnWithoutTls(profile, console);
            options.OutputFor(parsed, console).Value(
                new DoneJson("logged in", profile.Uin), TalkJson.Default.DoneJson,
                    Localized.Of($"{profile.Uin} is logged in at {profile.Server}; {CommandHint.Of("listen")} shows what comes",
                    $"{profile.Uin} 已登录 {profile.Server}；用 {CommandHint.Of("listen")} 接收消息"));
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Says where others may read along.</summary>
    public static void WarnWithoutTls(SavedProfile profile, TerminalOutput console)
    {
        if (profile.Server is { UsesTls: false, IsLoopback: false })
            console.Warn(Localized.Of(
                $"warning: {profile.Server} is spoken to without TLS: whoever is on the way can read password and messages",
                $"警告：与 {profile.Server} 的通信未加密，途经者可读取密码和消息"));
    }

    private static Option<Uri?> ApiOption() => new("--api")
    {
        Description = Localized.Of(
            "The JSON API of a server, [http[s]://]HOST:PORT of its web port, in place of HTTP QQ: with history and search, and without keeping the password.",
            "服务器的 JSON API：[http[s]://]主机:端口（网页端口），代替 HTTP QQ：有历史和搜索，且不保存密码。"),
        HelpName = "URL",
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            // HOST:PORT, as servers are named everywhere else, would be a URL of scheme HOST.
            var url = !word.Contains("://", StringComparison.Ordinal) && word.Contains(':', StringComparison.Ordinal)
                && ServerAddress.TryParse(word, out _) ? $"http://{word}" : word;
            if (Uri.TryCreate(url, UriKind.Absolute, out var address)
                && address is { Scheme: "http" or "https", Host.Length: > 0, Query: "", Fragment: "", UserInfo: "" })
                return address;
            result.AddError(Localized.Of($"--api '{word}' must be http://HOST:PORT, https://HOST:PORT or HOST:PORT",
                $"--api “{word}”应为 http://主机:端口、https://主机:端口 或 主机:端口"));
            return null;
        },
    };

    // What opens the other account, and the requests that only its profile remembers, would be gone.
    private static void RefuseToReplace(SavedProfile? earlier, string name, uint uin, bool replaces)
    {
        if (earlier is not null && earlier.Uin != uin && !replaces)
            throw new CommandFailedException(ExitCode.Refused, Localized.Of(
                $"profile '{name}' is that of {earlier}: '{Localized.Program} login {uin} --profile NAME' keeps both; --replace, or {CommandHint.Of("logout")} before, gives this one to {uin}",
                $"配置“{name}”属于 {earlier}：'{Localized.Program} login {uin} --profile 名称' 可保留两者；加 --replace，或先执行 {CommandHint.Of("logout")}，则改为 {uin}"));
    }

    private static string ReadToken(TerminalOutput console) => console.Input.ReadLine()?.Trim() is { Length: > 0 } token ? token
        : throw new CommandFailedException(ExitCode.Usage,
            Localized.Of("standard input is empty: --token-stdin reads one line", "标准输入为空：--token-stdin 要读取一行"));

    private static ApiSecrets SecretsOf(bool fromStdin, string? code, TerminalOutput console) => new(
        ReadPassword(fromStdin, console), code,
        fromStdin || !console.CanAsk ? null : () => console.AskSecret(Localized.Of("Code of the second factor:", "两步验证码：")));

    private static string ReadPassword(bool fromStdin, TerminalOutput console)
    {
        if (!fromStdin && !console.CanAsk)
            throw new CommandFailedException(ExitCode.Usage,
                Localized.Of("no password: give --password-stdin, or run this on a terminal", "没有密码：请用 --password-stdin，或在终端中运行"));
        var password = fromStdin ? console.Input.ReadLine() : console.AskSecret(Localized.Of("Password:", "密码："));
        return password is { Length: > 0 } ? password
            : throw new CommandFailedException(ExitCode.Usage, Localized.Of("the password is empty", "密码为空"));
    }
}

/// <summary>`tqq logout`: ends the session and deletes the profile, password and all.</summary>
internal static class SignOutCommand
{
    public static Command Create(TerminalOutput console) => TalkOptions.Command(
        "logout", Localized.Of("End the session and delete the profile.", "退出登录并删除配置。"), console, [], async talk =>
        {
            // What opens the account goes first: it is to be gone even when the server is.
            talk.DeleteProfile();
            try
            {
                await TalkErrors.InWordsAsync(async () =>
                {
                    await talk.Client.SignOutAsync(talk.Stopping);
                    return true;
                });
            }
            catch (CommandFailedException e)
            {
                throw new CommandFailedException(e.ExitCode, Localized.Of(
                    $"the profile of {talk.Client.Uin} is deleted, but its session was not ended and may go on until the server gives it up: {e.Message}",
                    $"{talk.Client.Uin} 的配置已删除，但会话没有结束，可能要等到服务器使其超时：{e.Message}"));
            }

            talk.Output.Value(new("logged out", talk.Client.Uin), TalkJson.Default.DoneJson,
                Localized.Of($"{talk.Client.Uin} is logged out", $"{talk.Client.Uin} 已退出"));
            return ExitCode.Done;
        });
}

/// <summary>`tqq whoami`.</summary>
internal static class WhoAmICommand
{
    public static Command Create(TerminalOutput console) => TalkOptions.Command(
        "whoami", Localized.Of("Show who is logged in, and where.", "显示当前登录的账号和服务器。"), console, [], async talk =>
        {
            var me = await talk.Client.GetInfoAsync(talk.Client.Uin, ProfileDetail.Brief, talk.Stopping);
            var json = new WhoAmIJson(me.Uin, me.Nick, talk.Profile.Server.ToString(), talk.ProfileName);
            talk.Output.Row(json, TalkJson.Default.WhoAmIJson, [$"{json.Uin}", json.Nick, json.Server, json.Profile]);
            return ExitCode.Done;
        });
}
