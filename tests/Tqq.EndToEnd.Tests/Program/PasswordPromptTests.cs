using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>
/// Passwords that a person types on a real terminal: never shown, however soon they are typed, and asked for twice where one is set,
/// because nobody sees what was typed.
/// </summary>
public sealed class PasswordPromptTests(SharedServer shared) : TalkSetting(shared)
{
    [Fact]
    public async Task Setting_a_password_asks_twice_and_refuses_when_they_differ_and_a_login_asks_once()
    {
        const string uin = "4100000077";
        var tqq = $"dotnet '{TqqProgram.Path}'";
        var environment = new Dictionary<string, string>(Environment) { ["TQQ_DATA"] = Server.Data };
        await using var terminal = await Tmux.StartAsync(Directory, environment, "PS1='ready$ ' sh");

        await terminal.EnterAsync($"clear; {tqq} account add {uin} --nick Anna; echo ends $?");
        await AnswerAsync("apple pie", "apple cake");
        await terminal.ShowsAsync(@"\ntqq: the two passwords differ; nothing was changed\nends 2\n");

        await terminal.EnterAsync($"clear; {tqq} account add {uin} --nick Anna; echo ends $?");
        await AnswerAsync("apple pie", "apple pie");
        await terminal.ShowsAsync(@"\nends 0\n");

        await terminal.EnterAsync($"clear; {tqq} account passwd {uin}; echo ends $?");
        await AnswerAsync("plum cake", "apple pie");
        await terminal.ShowsAsync(@"\ntqq: the two passwords differ; nothing was changed\nends 2\n");

        await terminal.EnterAsync($"clear; {tqq} account passwd {uin}; echo ends $?");
        await AnswerAsync("plum cake", "plum cake");
        await terminal.ShowsAsync(@"\nends 0\n");

        await terminal.EnterAsync($"clear; {tqq} login {uin} --server {Server.Wire}; echo ends $?");
        await terminal.ShowsAsync(@"\nPassword:$");
        await terminal.EnterAsync("plum cake");
        await terminal.ShowsAsync($@"\nPassword:\s*\n{uin} is logged in at [^\n]*\n(?:[^\n]*\n)?ends 0\n");

        async Task AnswerAsync(string first, string second)
        {
            await terminal.ShowsAsync(@"\nPassword:$");
            await terminal.EnterAsync(first);
            await terminal.ShowsAsync(@"\nPassword:\s*\nAgain:$");
            await terminal.EnterAsync(second);
        }
    }
}
