using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Talking;

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

            talk.Output.Value(new("logged out", talk.Client.Uin), TalkJson.Default.DoneJson, Localized.Of($"{talk.Client.Uin} is logged out", $"{talk.Client.Uin} 已退出"));
            return ExitCode.Done;
        });
}
