using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>`tqq chat` on a real terminal, which is tmux's.</summary>
public sealed class ChatTerminalTests(SharedServer shared) : TalkSetting(shared)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_chat_on_a_terminal_keeps_the_typed_line_whole_and_leaves_the_terminal_as_it_was()
    {
        var (anna, bao) = (await LoginAsync(), await Server.AddOnlineAsync());
        await TmuxAsync("new-session", "-d", "-x", "60", "-y", "12", $"dotnet '{TqqProgram.Path}' chat {bao.Uin} --profile {anna.Uin}; stty -a | tr ';' '\\n' | grep -cE '(^| )-(echo|icanon|isig)( |$)'; sleep 600");
        try
        {
            await ShowsAsync(@"\n>$");
            await TmuxAsync("send-keys", "-l", "你好, bro");
            await TmuxAsync("send-keys", "Left", "Left");
            await ShowsAsync(@"\n> 你好, bro$");
            await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=are you there?");
            await ShowsAsync($@"\n[0-9:]{{8}} {bao.Uin}: are you there\?\n> 你好, bro$");
            await TmuxAsync("send-keys", "-l", "Bao, ");
            await TmuxAsync("send-keys", "Enter");
            await ShowsAsync($@"\n[0-9:]{{8}} {anna.Uin}: 你好, bBao, ro\n>$");
            await TmuxAsync("send-keys", "Up", "C-w", "C-w", "BSpace");
            await TmuxAsync("send-keys", "-l", "!");
            await ShowsAsync(@"\n> 你好,!$");
            await TmuxAsync("send-keys", "C-u", "C-d");
            // Nothing of what the editor asked of the terminal is left.
            await ShowsAsync(@"\n0$");
            Assert.Equal([$"9 {anna.Uin} 你好%2c bBao%2c ro "], await bao.FetchAsync());
        }
        finally
        {
            await TmuxAsync("kill-server");
        }
    }

    // Looks again and again: a terminal tells nobody that it has changed.
    private async Task ShowsAsync(string pattern)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        for (var screen = ""; !Regex.IsMatch(screen, pattern);)
        {
            Assert.False(patience.IsCancellationRequested, $"the terminal does not show {pattern} but\n{screen}");
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            screen = "\n" + Regex.Replace(await TmuxAsync("capture-pane", "-p"), @"[ \n]+$", "").TrimEnd();
        }
    }

    private Task<string> TmuxAsync(params string[] arguments) =>
        DotnetProgram.RunAsync("tmux", ["-u", "-S", Directory.At("terminal"), "-f", "/dev/null", .. arguments], Directory.FullPath, Environment);
}
