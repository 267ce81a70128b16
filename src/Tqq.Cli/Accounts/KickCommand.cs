using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Web.Admin;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq account kick UIN`: ends the wire session, and those of devices where that is wanted.</summary>
internal static class KickCommand
{
    public static Command Create(TerminalOutput console)
    {
        var devices = new Option<bool>("--devices")
        {
            Description = Localized.Of("End its device sessions too: pages, programs, tokens.", "同时结束其设备会话：网页、程序、令牌。"),
        };
        var uin = AccountNumber.Argument(Localized.Of("The account's number.", "账号的号码。"));
        var common = new CommonOptions();
        var command = new Command("kick", Localized.Of("End an account's session of HTTP QQ, and say what has ended.",
            "结束账号的 HTTP QQ 会话，并说明结束了什么。")) { uin, devices };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (number, andDevices) = (parsed.GetValue(uin), parsed.GetValue(devices));
            using var admin = common.Open(parsed, console);
            using var request = new HttpRequestMessage(HttpMethod.Post,
                $"accounts/{number}/kick{(andDevices ? "?devices=true" : "")}");
            var kick = await admin.SendAsync(request, AdminJson.Default.KickBody, cancellationToken);
            common.For(parsed, console).Value(kick, AdminJson.Default.KickBody, Lines(number, kick, andDevices));
            return ExitCode.Done;
        });
        return command;
    }

    private static IEnumerable<string> Lines(long uin, KickBody kick, bool andDevices)
    {
        if (kick.Session is { Address: var address })
            yield return Localized.Of($"{uin} kicked: its session of HTTP QQ from {address} has ended",
                $"{uin} 来自 {address} 的 HTTP QQ 会话已结束");
        foreach (var device in kick.Devices)
        {
            var (name, chinese) = device.Name is "" ? ("", "") : ($", {device.Name}", $"，{device.Name}");
            yield return Localized.Of($"{uin} kicked: its device session {device.Number} ({device.Kind}{name}) has ended",
                $"{uin} 的设备会话 {device.Number}（{device.Kind}{chinese}）已结束");
        }

        if (!kick.Kicked)
            yield return andDevices || kick.Left == 0 ? Localized.Of($"{uin} had no session", $"{uin} 没有会话")
                : Localized.Of($"{uin} had no session of HTTP QQ", $"{uin} 没有 HTTP QQ 会话");
        if (kick.Left > 0)
            yield return Localized.Of($"device sessions that go on: {kick.Left}; --devices ends them too",
                $"仍在继续的设备会话：{kick.Left}；加 --devices 可一并结束");
    }
}
