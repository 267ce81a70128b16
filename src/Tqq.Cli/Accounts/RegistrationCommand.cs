using System.CommandLine;
using System.Globalization;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Web.Admin;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq registration`: shows who may make an account, or changes it while the server runs.</summary>
internal static class RegistrationCommand
{
    public static Command Create(TerminalOutput console)
    {
        var mode = new Argument<string?>("MODE")
        {
            Description = Localized.Of(
                "closed: administrators alone; invite: whoever has an invitation; open: anybody. Shows which it is where this is missing.",
                "closed：仅管理员；invite：持有邀请者；open：任何人。不给出则显示当前方式。"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        mode.AcceptOnlyFromAmong("closed", "invite", "open");
        var common = new CommonOptions();
        var command = new Command("registration", Localized.Of(
            "Show or choose who may make an account. What serve is told by --registration is above it.",
            "显示或选择谁可以注册账号。serve 的 --registration 优先于此。")) { mode };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed, console);
            var policy = parsed.GetValue(mode) is { } chosen
                ? await admin.SendAsync(HttpMethod.Put, "registration", new RegistrationChoiceBody(chosen),
                    AdminJson.Default.RegistrationChoiceBody, AdminJson.Default.RegistrationPolicyBody, cancellationToken)
                : await admin.GetAsync("registration", AdminJson.Default.RegistrationPolicyBody, cancellationToken);
            common.For(parsed, console).Value(policy, AdminJson.Default.RegistrationPolicyBody, Words(policy));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Words(RegistrationPolicyBody policy)
    {
        var at = policy.Chosen?.ToString("u", CultureInfo.InvariantCulture);
        return policy switch
        {
            { SetBy: { } place } => Localized.Of($"{policy.Registration}, set by {place}", $"{policy.Registration}，由 {place} 设定"),
            { ChosenBy: { } who } =>
                Localized.Of($"{policy.Registration}, chosen by {who} at {at}", $"{policy.Registration}，由 {who} 于 {at} 选择"),
            _ => Localized.Of($"{policy.Registration}, the default", $"{policy.Registration}，默认"),
        };
    }
}
