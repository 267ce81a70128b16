using Tqq.Cli.Tests.Terminal;
using Tqq.Client.Tests.Serving;

namespace Tqq.Cli.Tests.Talking;

/// <summary>`tqq chat` on a terminal: the whole program in this process, with keys from the test.</summary>
public sealed class ChatTests : IDisposable
{
    private const uint Me = 10001;
    private const uint Peer = 10002;

    private readonly string _profiles = Directory.CreateTempSubdirectory("tqq-").FullName;
    private readonly Typist _person = new();

    // What the next GetMsgEx hands out.
    private volatile string? _mail;
    private volatile bool _isSilent;
    private volatile TaskCompletionSource? _garbledAfter;

    private Screen Screen => _person.Screen;

    private Dictionary<string, string> Environment => new() { ["XDG_CONFIG_HOME"] = _profiles, ["LANG"] = "C.UTF-8" };

    public void Dispose()
    {
        _person.Dispose();
        Directory.Delete(_profiles, recursive: true);
    }

    private StubServer Server() => new(request => request.Command switch
    {
        "GETINFO" => StubReply.To(request, 0, $"&LV=0&UN={Peer}&NK=\u001b[31mBao\u202e"),
        "QUERY_STAT" => StubReply.To(request, 0, $"&FC=0,&FN=1&SN=1&ST=10,&UN={Peer},&NK=Bao,"),
        "LOGIN" => StubReply.To(request, 0, "&RS=0&HI=2&LI=300&SK=key-of-the-session-abc"),
        "GETMSGEX" when Interlocked.Exchange(ref _mail, null) is { } mail => StubReply.To(request, 0, mail),
        "CLTMSG" when _isSilent => StubReply.Null,
        "CLTMSG" when _garbledAfter is { } gate => StubReply.Body("this is no reply") with { Gate = gate.Task },
        _ => StubReply.Friendly(request),
    });

    private async Task LoginAsync(StubServer server)
    {
        var login = await new TqqRun { Environment = Environment,
            Input = "apple\n"u8.ToArray() }.RunAsync(["login", $"{Me}", "--server", $"{server.Uri}", "--password-stdin"]);
        Assert.Equal((0, ""), (login.ExitCode, login.Error));
    }

    private async Task<Task<int>> BeginAsync(StubServer server)
    {
        await LoginAsync(server);
        var chat = _person.RunAsync(Environment, "chat", $"{Peer}");
        await Screen.ShowsAsync(shown => shown.EndsWith("\n> ", StringComparison.Ordinal));
        return chat;
    }

    private static IEnumerable<string> Sent(StubServer server) =>
        server.Requests.Where(request => request.Command == "CLTMSG").Select(request => Uri.UnescapeDataString(request["MG"]));

    [Fact]
    public async Task A_chat_shows_a_nickname_as_text_only()
    {
        await using var server = Server();
        var chat = await BeginAsync(server);
        _person.Press(ConsoleKey.D, control: true);
        Assert.Equal(0, await chat);
        Assert.Equal([$"* talking to {Peer} (?[31mBao?), who is online. /help shows the commands.", ""], Screen.Rows);
    }

    [Fact]
    public async Task A_message_that_comes_does_not_tear_the_line_that_is_being_typed()
    {
        await using var server = Server();
        var chat = await BeginAsync(server);
        _person.Type("你好, ha");
        _person.Press(ConsoleKey.LeftArrow);
        await Screen.ShowsAsync(shown => shown.EndsWith("\n> 你好, ha", StringComparison.Ordinal) && Screen.Column == 7);
        _mail = $"&MN=1&MT=9,&UN={Peer},&MG=are you there? ,";
        await Screen.ShowsAsync("are you there?");
        Assert.Matches($"^[0-9:]{{8}} {Peer}: are you there\\?$", Screen.Rows[^2]);
        Assert.Equal(("> 你好, ha", 7), (Screen.Rows[^1], Screen.Column));

        _person.Type("h\n");
        await Screen.ShowsAsync($"{Me}: 你好, hha");
        Assert.Equal(["你好, hha"], Sent(server));
        _person.Press(ConsoleKey.UpArrow);
        _person.Press(ConsoleKey.Backspace);
        _person.Type("!\n/quit\n");
        Assert.Equal(0, await chat);
        Assert.Equal(["你好, hha", "你好, hh!"], Sent(server));
        Assert.Equal("", Screen.Rows[^1]);
    }

    [Fact]
    public async Task An_unknown_command_is_not_sent_and_two_slashes_send_a_text()
    {
        await using var server = Server();
        var chat = await BeginAsync(server);
        _person.Type("/hlep\n/help\n//etc\n/quit\n");
        Assert.Equal(0, await chat);
        Assert.Equal(["/etc"], Sent(server));
        Assert.Contains(
            "tqq: not sent: /hlep is no command; /help shows the commands, and a text that begins with / is typed with a second / before it", Screen.Rows);
        Assert.Contains(Screen.Rows, row => row.StartsWith("* /retry", StringComparison.Ordinal));
    }

    [Fact]
    public async Task In_a_pipe_an_unknown_command_is_not_sent_either_and_the_chat_fails_when_it_ends()
    {
        await using var server = Server();
        await LoginAsync(server);
        var chat = await new TqqRun { Environment = Environment,
            Input = "/hlep\nhello\n//etc\n"u8.ToArray() }.RunAsync(["chat", $"{Peer}"]);
        Assert.Equal(["hello", "/etc"], Sent(server));
        Assert.StartsWith("tqq: not sent: /hlep is no command", Assert.Single(chat.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(1, chat.ExitCode);
        Assert.DoesNotContain('\u001b', chat.Output);
    }

    [Fact]
    public async Task A_line_while_the_server_is_away_is_kept_and_marked_not_sent()
    {
        var server = Server();
        var chat = await BeginAsync(server);
        // Only a chat that has begun waits for its server.
        _mail = $"&MN=1&MT=9,&UN={Peer},&MG=here ,";
        await Screen.ShowsAsync($"{Peer}: here");
        await server.DisposeAsync();
        await Screen.ShowsAsync("any more: waiting for it");
        _person.Type("hello\n");
        await Screen.ShowsAsync($"{Me}: hello  [not sent]\n> ");
        _person.Type("/history\n/quit\n");
        Assert.Equal(1, await chat);
        Assert.Equal(2, Screen.Rows.Count(row => row.EndsWith($"{Me}: hello  [not sent]", StringComparison.Ordinal)));
        Assert.Contains("tqq: lines that were not sent: 1, marked above", Screen.Rows);
    }

    [Fact]
    public async Task A_line_that_ends_the_chat_is_marked_too_and_so_are_those_behind_it()
    {
        await using var server = Server();
        var chat = await BeginAsync(server);
        _garbledAfter = new TaskCompletionSource();
        _person.Type("one\ntwo\nthree");
        await Screen.ShowsAsync("\n> three");
        _garbledAfter.SetResult();
        Assert.Equal(1, await chat);
        Assert.Contains(Screen.Rows, row => row.EndsWith($"{Me}: one  [not sent, or sent without an answer]", StringComparison.Ordinal));
        Assert.Contains(Screen.Rows, row => row.EndsWith($"{Me}: two  [not sent]", StringComparison.Ordinal));
        Assert.Contains("tqq: lines that were not sent: 2, marked above", Screen.Rows);
    }

    [Fact]
    public async Task A_line_that_was_not_sent_is_sent_by_retry()
    {
        await using var server = Server();
        var chat = await BeginAsync(server);
        _isSilent = true;
        _person.Type("hello\n");
        await Screen.ShowsAsync($"{Me}: hello  [not sent, or sent without an answer]");
        _isSilent = false;
        var before = Sent(server).Count();
        _person.Type("/retry\n/quit\n");
        Assert.Equal(0, await chat);
        Assert.Equal(["hello"], Sent(server).Skip(before));
        // A server that has the line after all knows it by its key.
        Assert.Single(server.Requests.Where(request => request.Command == "CLTMSG").Select(request => request["MK"]).Distinct());
    }

    [Fact]
    public async Task Messages_that_waited_are_not_said_to_be_of_now()
    {
        await using var server = Server();
        _mail = $"&MN=2&MT=9,9,&UN={Peer},{Peer},&MG=one ,two ,";
        var chat = await BeginAsync(server);
        _person.Type("/quit\n");
        Assert.Equal(0, await chat);
        Assert.StartsWith("* messages that have waited: 2; the server does not say since when", Screen.Rows[1], StringComparison.Ordinal);
    }
}
