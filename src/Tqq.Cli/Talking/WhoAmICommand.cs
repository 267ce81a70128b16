using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Talking;

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
