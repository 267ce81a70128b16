using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Core.Profiles;
using Tqq.Server.Web.Admin;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq account edit UIN --field NK=... --field AG=19 ...`.</summary>
internal static class EditCommand
{
    private static string Keys => string.Join(' ', FieldRules.All.Where(rule => rule.CanBeSet).Select(rule => rule.Field));

    private static string Guarded =>
        string.Join(' ', FieldRules.All.Where(rule => rule.Audience is not null).Select(rule => rule.Field));

    public static Command Create(TerminalOutput console)
    {
        var uin = AccountNumber.Argument(Localized.Of("The account's number.", "账号的号码。"));
        var fields =
            new Option<string[]>("--field") { Description =
            Localized.Of($"A profile field by its two letters, such as NK=Anna or AG=19; may be given several times. KEY must be one of {Keys}; docs/protocol.md §5.4 says what each is.",
            $"资料项，用两个字母表示，例如 NK=Anna 或 AG=19；可多次给出。KEY 应为 {Keys} 之一，含义见 docs/protocol.md §5.4。"), HelpName = "KEY=VALUE", Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false };
        var whoMayAdd = new Option<string?>("--who-may-add") { Description = Localized.Of(
            "Who may make it a friend: anyone, verify (whom it accepts) or nobody.",
            "谁可以加为好友：anyone 任何人、verify 需验证、nobody 不允许。"), HelpName = "WHO" };
        var whoSees = new Option<string[]>("--who-sees") { Description = Localized.Of(
            $"Who sees a profile field beside the account itself, such as RN=everyone; may be given several times. WHO is everyone, friends or nobody, KEY one of {Guarded}.",
            $"除本人外谁能看到某项资料，例如 RN=everyone；可多次给出。WHO 为 everyone 所有人、friends 好友或 nobody 无人，KEY 为 {Guarded} 之一。"),
            HelpName = "KEY=WHO", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
        var whoMayFind = new Option<string?>("--who-may-find") { Description = Localized.Of(
            "Who finds the account by a search: by-number (whoever types the whole number), everyone (by the beginning of the nickname, too) or nobody.",
            "谁可以搜索到该账号：by-number 输入完整号码者、everyone 所有人（也可按昵称开头）、nobody 无人。"), HelpName = "WHO" };
        whoMayAdd.AcceptOnlyFromAmong("anyone", "verify", "nobody");
        whoMayFind.AcceptOnlyFromAmong("by-number", "everyone", "nobody");
        var strangers =
            new Option<string?>("--refuse-strangers") { Description =
            Localized.Of("Whether messages of others than friends are refused: true or false.", "是否拒收陌生人的消息：true 或 false。"),
            HelpName = "BOOL" };
        strangers.AcceptOnlyFromAmong("true", "false");
        var keepSent =
            new Option<string?>("--keep-sent") { Description =
            Localized.Of(
            "Whether what it sends is kept in its log, for all its devices: true, false, or default for what the server's keep-sent says. With true the account keeps a log from the next text on, for good: device-history says how long its messages are kept, not history.",
            "是否在记录中保留其发出的消息，供其所有设备查看：true、false，或 default（由服务器的 keep-sent 决定）。设为 true 后，账号自下一条发出的消息起一直保留记录，其消息的保留时间由 device-history 而不是 history 决定。"), HelpName = "WHAT" };
        keepSent.AcceptOnlyFromAmong("true", "false", "default");
        var access = new AccessOptions(isNew: false);
        var common = new CommonOptions();
        var command = new Command("edit", Localized.Of("Change an account's profile and settings.", "修改账号的资料和设置。")) { uin, fields,
            whoMayAdd, whoMayFind, whoSees, strangers, keepSent };
        access.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var body = new EditBody(
                parsed.GetValue(whoMayAdd), parsed.GetValue(strangers) is { } refuses ? refuses == "true" : null,
                Pairs(parsed.GetValue(fields), "--field", "KEY=VALUE", "NK=Anna"),
                access.WireLogin(parsed), access.AllowedAddresses(parsed), access.RequiresKey(parsed), parsed.GetValue(keepSent),
                parsed.GetValue(whoMayFind), Pairs(parsed.GetValue(whoSees), "--who-sees", "KEY=WHO", "RN=friends"));
            if (body == new EditBody())
                throw new CommandFailedException(ExitCode.Usage,
                    Localized.Of(
                    "nothing to change: give --field KEY=VALUE, --who-may-add, --who-may-find, --who-sees, --refuse-strangers, --keep-sent, --wire-login, --allow-from or --require-key", "没有要修改的内容：请给出 --field KEY=VALUE、--who-may-add、--who-may-find、--who-sees、--refuse-strangers、--keep-sent、--wire-login、--allow-from 或 --require-key"));
            using var admin = common.Open(parsed, console);
            var account = await admin.SendAsync(HttpMethod.Patch, $"accounts/{parsed.GetValue(uin)}", body, AdminJson.Default.EditBody,
                AdminJson.Default.AccountBody, cancellationToken);
            var output = common.For(parsed, console);
            output.Account(account);
            if (parsed.GetValue(keepSent) == "true" && account.Log is null)
                output.KeepsLog(account);
            return ExitCode.Done;
        });
        return command;
    }

    private static Dictionary<string, string>? Pairs(string[]? given, string option, string form, string example)
    {
        if (given is null or [])
            return null;
        var fields = new Dictionary<string, string>();
        foreach (var text in given)
            if (text.Split('=', 2) is not [var key, var value] || !fields.TryAdd(key, value))
                throw new CommandFailedException(ExitCode.Usage,
                    Localized.Of($"{option} '{text}' must be {form}, such as {example}, and each KEY once",
                    $"{option} “{text}”应为 {form}，例如 {example}，每个 KEY 只能给一次"));
        return fields;
    }
}
