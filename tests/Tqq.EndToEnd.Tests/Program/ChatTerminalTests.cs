using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>`tqq chat` on a real terminal.</summary>
public sealed class ChatTerminalTests(SharedServer shared) : TalkSetting(shared)
{
    [Fact]
    public async Task A_chat_on_a_terminal_keeps_the_typed_line_whole_and_leaves_the_terminal_as_it_was()
    {
        var (anna, bao) = (await LoginAsync(), await Server.AddOnlineAsync());
        await using var terminal = await Tmux.StartAsync(
            Directory, Environment,
                $"dotnet '{TqqProgram.Path}' chat {bao.Uin} --profile {anna.Uin}; stty -a | tr ';' '\\n' | grep -cE '(^| )-(echo|icanon|isig)( |$)'");
        await terminal.ShowsAsync(@"\n>$");
        await terminal.TypeAsync("你好, bro");
        await terminal.PressAsync("Left", "Left");
        await terminal.ShowsAsync(@"\n> 你好, bro$");
        await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=are you there?");
        await terminal.ShowsAsync($@"\n[0-9:]{{8}} {bao.Uin}: are you there\?\n> 你好, bro$");
        await terminal.EnterAsync("Bao, ");
        await terminal.ShowsAsync($@"\n[0-9:]{{8}} {anna.Uin}: 你好, bBao, ro\n>$");
        await terminal.PressAsync("Up", "C-w", "C-w", "BSpace");
        await terminal.TypeAsync("!");
        await terminal.ShowsAsync(@"\n> 你好,!$");
        await terminal.PressAsync("C-u", "C-d");
        // Nothing of what the editor asked of the terminal is left.
        await terminal.ShowsAsync(@"\n0$");
        Assert.Equal([$"9 {anna.Uin} 你好%2c bBao%2c ro "], await bao.FetchAsync());
    }
}
