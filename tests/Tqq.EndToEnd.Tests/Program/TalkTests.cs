using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>`tqq` as a client: the real program against the real server.</summary>
public sealed partial class TalkTests(SharedServer shared) : TalkSetting(shared)
{
    [Fact]
    public async Task A_profile_is_for_its_owner_only_and_logout_deletes_it()
    {
        var person = await LoginAsync();
        var file = Directory.At(Path.Combine("tqq", $"{person.Uin}.json"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.DoesNotContain(person.Password, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Equal([$"{person.Uin}\tHackfan 好\thttp://{Server.Wire}/\t{person.Uin}"], await AsAsync(person, "whoami"));
        Assert.Equal([$"{person.Uin} is logged out"], await AsAsync(person, "logout"));
        Assert.False(File.Exists(file));
        var after = await RunAsync(["whoami", "--profile", $"{person.Uin}"]);
        Assert.Equal((1, $"tqq: nobody is logged in here: type 'tqq login UIN --profile {person.Uin}'\n"), (after.ExitCode, after.Error));
    }

    [Theory]
    [InlineData("wrong\n", "--password-stdin", 4,
        "the server does not let 10003 in (wrong password, 密码错误): check number and password, then 'tqq login 10003'; else "
            + "the account may be disabled, need an app password, or be closed to this address")]
    [InlineData("\n", "--password-stdin", 2, "the password is empty")]
    [InlineData("", "--json", 2, "no password: give --password-stdin, or run this on a terminal")]
    [InlineData("x\n", "--server=http://127.0.0.1:1/", 3,
        "no server answers at http://127.0.0.1:1/: start one with 'tqq serve', or name another with 'tqq login UIN --server ADDRESS'")]
    [InlineData("x\n", "--server=ftp://here/", 2,
        "--server 'ftp://here/' must be http://HOST:PORT, https://HOST:PORT, HOST:PORT or HOST; see 'tqq login --help'")]
    [InlineData("x\n", "--profile=../up", 2, "'../up' is no name of a profile: it must be 1 to 64 letters, digits, - and _")]
    public async Task A_login_that_fails_says_why_in_one_line(string input, string flag, int exitCode, string message)
    {
        string[] server = flag.StartsWith("--server", StringComparison.Ordinal) ? ["--password-stdin"]
            : ["--server", $"http://{Server.Wire}/"];
        var result = await RunAsync(["login", "10003", flag, .. server], input);
        Assert.Equal((exitCode, $"tqq: {message}\n"), (result.ExitCode, result.Error));
        Assert.False(System.IO.Directory.Exists(Directory.At("tqq")));
    }

    [Fact]
    public async Task Two_become_friends_and_see_each_other()
    {
        var (anna, bao, open) = (await LoginAsync(nick: "Anna"), await LoginAsync(nick: "小包"), await LoginAsync("anyone", "Cai"));
        var nobody = await LoginAsync("nobody");
        Assert.Equal([$"{open.Uin} is a friend"], await AsAsync(anna, "add", $"{open.Uin}"));
        Assert.Equal((4, $"tqq: {nobody.Uin} lets nobody make it a friend\n"), await FailAsync(anna, "add", $"{nobody.Uin}"));
        Assert.Equal([$"{bao.Uin} is asked; the answer shows in 'tqq listen --profile {anna.Uin}'"],
            await AsAsync(anna, "add", $"{bao.Uin}", "--words", "it's me"));
        for (var times = 0; times < 2; times++)
            Assert.Equal([$"{anna.Uin}\tit's me"], await AsAsync(bao, "requests"));
        await AsAsync(bao, "listen", "--count", "1");
        Assert.Equal([$$"""[{"uin":{{anna.Uin}},"words":"it's me"}]"""], await AsAsync(bao, "requests", "--json"));
        Assert.Equal([$"{anna.Uin} is a friend"], await AsAsync(bao, "accept", $"{anna.Uin}"));
        Assert.Empty(await AsAsync(bao, "requests"));
        Assert.Equal([$"{bao.Uin} is busy"], await AsAsync(bao, "status", "busy"));
        await AsAsync(open, "logout");

        Assert.Equal([$"{bao.Uin}\t小包\tbusy", $"{open.Uin}\tCai\toffline"], (await AsAsync(anna, "friends")).Order(StringComparer.Ordinal));
        Assert.Equal([$"{bao.Uin}\t小包\tbusy"], await AsAsync(anna, "online"));
        Assert.Contains("nick\t小包", await AsAsync(anna, "info", $"{bao.Uin}", "--lang", "zh"));
        Assert.Contains("nick\t小包", await AsAsync(anna, "info", $"{bao.Uin}"));
        Assert.Equal([$"{bao.Uin} is no friend any more"], await AsAsync(anna, "remove", $"{bao.Uin}"));
        Assert.Equal((4,
            $"tqq: {anna.Uin} has not asked; 'tqq requests --profile {nobody.Uin}' shows who has, 'tqq add {anna.Uin} --profile {nobody.Uin}' asks them\n"), await FailAsync(nobody, "accept", $"{anna.Uin}"));
    }

    [Fact]
    public async Task What_is_sent_is_heard_also_when_it_is_long()
    {
        var (anna, bao) = (await LoginAsync(), await LoginAsync());
        Assert.Equal([$"sent to {bao.Uin}"], await AsAsync(anna, "send", $"{bao.Uin}", "你好, \u001b[31mBao"));
        var text = string.Concat(Enumerable.Range(0, 100).Select(number => $"word {number} "));
        Assert.Equal([$"sent to {bao.Uin} in 2 messages"], await TypingAsync(anna, text + "\n", "send", $"{bao.Uin}", "-"));

        Assert.Matches(@$"^\d\d:\d\d:\d\d {anna.Uin}: 你好, \?\[31mBao$", Assert.Single(await AsAsync(bao, "listen", "--count", "1")));
        var rest = await AsAsync(bao, "listen", "--json", "--count", "2");
        var heard = rest.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(heard, item =>
            Assert.Equal(("message", anna.Uin), (item.GetProperty("type").GetString(), item.GetProperty("from").GetUInt32())));
        Assert.Equal(text, string.Concat(heard.Select(item => item.GetProperty("text").GetString())));
    }

    [Theory]
    [InlineData("send", "4711", "x", 2, "'4711' is no number of an account: it must be 10001 to 4294967295")]
    [InlineData("send", "4294967290", "x", 4, "there is no account 4294967290 on this server")]
    [InlineData("send", "10001", "", 2, "there is nothing to send: the text is empty")]
    [InlineData("send", "abc", "x", 2, "'abc' is no number of an account: it must be 10001 to 4294967295; see 'tqq send --help'")]
    [InlineData("info", "-5", null, 2, "'-5' is no number of an account")]
    [InlineData("sned", "10001", null, 2, "there is no command 'tqq sned'; did you mean send? See 'tqq --help'")]
    [InlineData("status", "away", null, 2, "'away' must be one of online, busy, invisible, offline")]
    [InlineData("listen", "--count", "0", 2, "--count must be 1 or more; see 'tqq listen --help'")]
    [InlineData("broadcast", "hi", null, 1, "nobody to send to: --to friends names no one")]
    [InlineData("broadcast", "hi", "--to=/nowhere", 2, "--to '/nowhere' cannot be read")]
    public async Task What_cannot_be_done_is_said_in_one_line(string command, string first, string? second, int exitCode, string message)
    {
        var (code, error) = await FailAsync(await LoginAsync(), second is null ? [command, first] : [command, first, second]);
        Assert.Equal(exitCode, code);
        Assert.StartsWith("tqq: " + message, error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task A_chat_in_a_pipe_sends_shows_and_ends()
    {
        var (anna, bao) = (await LoginAsync(), await LoginAsync());
        await bao.LoginAsync();
        await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=are you there?");
        var lines = await TypingAsync(anna, "yes\n\nof course\n/who\n/history\n", "chat", $"{bao.Uin}");
        Assert.Equal($"* talking to {bao.Uin} (Hackfan 好), who is offline or no friend. /history, /who, /quit.", lines[0]);
        foreach (var line in new[] { $"{bao.Uin}: are you there?", $"{anna.Uin}: yes", $"{anna.Uin}: of course",
            $"* {bao.Uin} is offline or no friend" })
            Assert.Contains(lines, shown => shown.EndsWith(line, StringComparison.Ordinal));
        Assert.Equal([$"9 {anna.Uin} yes ", $"9 {anna.Uin} of course "], await bao.FetchAsync());
    }

    [Fact]
    public async Task A_broadcast_that_was_interrupted_goes_on_and_nobody_gets_it_twice()
    {
        var anna = await LoginAsync();
        var people = new List<Person>();
        for (var count = 0; count < 15; count++)
            people.Add(await Server.AddPersonAsync());
        var (file, skip) = (Directory.At("people.txt"), Directory.At("skip.txt"));
        await File.WriteAllLinesAsync(file, [.. people.Select(person => $"{person.Uin} # a person"), "4711111"],
            TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(skip, $"{people[0].Uin}\n", TestContext.Current.CancellationToken);

        string[] command = ["broadcast", "to all", "--to", file, "--skip", skip, "--profile", $"{anna.Uin}"];
        var first = await InterruptAsync(command);
        Assert.Equal(1, first.ExitCode);
        Assert.Contains("; the same command goes on", first.Output, StringComparison.Ordinal);
        var second = await RunAsync(command);
        Assert.Equal(4, second.ExitCode);
        Assert.Contains("had it already: ", second.Output, StringComparison.Ordinal);
        Assert.Contains("not to 4711111: no such account", second.Output, StringComparison.Ordinal);
        Assert.Equal(0, Occurrences(first.Output + second.Output, people[0].Uin));

        foreach (var person in people)
        {
            await person.LoginAsync();
            Assert.Equal(person == people[0] ? [] : [$"9 {anna.Uin} to all "], await person.FetchAsync());
        }
    }

    [Fact]
    public async Task The_language_is_that_of_the_environment_or_as_told()
    {
        var chinese = new Dictionary<string, string>(Environment) { ["LANG"] = "zh_CN.UTF-8" };
        Assert.Equal("tqq: 尚未登录：请输入 'tqq login QQ号'\n", (await TqqProgram.RunAsync(["whoami"], chinese)).Error);
        Assert.Equal("tqq: nobody is logged in here: type 'tqq login UIN'\n",
            (await TqqProgram.RunAsync(["whoami", "--lang", "en"], chinese)).Error);
        Assert.Contains("列出全部好友", (await TqqProgram.RunAsync(["--help"], chinese)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shell_completes_commands_and_values()
    {
        var script = await LinesAsync(["completion", "bash"]);
        Assert.Contains("complete -F _tqq tqq ./tqq", script);
        Assert.Contains(await LinesAsync(["__complete", "br"]), line => line.StartsWith("broadcast\t", StringComparison.Ordinal));
        Assert.Contains("invisible", await LinesAsync(["__complete", "status", ""]));
    }

    private static int Occurrences(string text, uint uin) =>
        text.Split([' ', '\n', ':', ';']).Count(word => word == uin.ToString(CultureInfo.InvariantCulture));

    // Ctrl-C as soon as somebody has got it.
    private async Task<ProgramResult> InterruptAsync(string[] command)
    {
        using var process = TqqProgram.Start(command, Environment);
        using var watcher = new FileSystemWatcher(Directory.At("tqq"), "*.broadcast-*");
        var begun = new TaskCompletionSource();
        watcher.Created += (_, _) => begun.TrySetResult();
        watcher.Renamed += (_, _) => begun.TrySetResult();
        watcher.EnableRaisingEvents = true;
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        _ = Kill(process.Id, 2);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
