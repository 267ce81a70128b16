using System.Globalization;
using System.Text;
using Tqq.Client.Tests.Serving;

namespace Tqq.Cli.Tests.Talking;

/// <summary>Every command that shows texts of others, before a server whose every text wants to act on the terminal.</summary>
public sealed class HostileTextTests : IAsyncLifetime
{
    private const uint Me = 10001;
    private const uint Peer = 10002;

    // As a reply carries it: a line end inside a value is a CR there, other control characters are escaped or are not.
    private const string Nasty = "ev\u001b[2J\u001b]0;title\u0007%1B[31m%00\u009b31m\u202eil\u2028\u0085\r\u200f\ufeff[red]";

    private readonly string _profiles = Directory.CreateTempSubdirectory("tqq-").FullName;
    private StubServer _server = null!;

    public static TheoryData<string, int> Commands => new()
    {
        { "whoami", 0 }, { "friends", 0 }, { "online", 0 }, { $"info {Peer}", 0 }, { "requests", 0 }, { "listen --count 5", 0 },
            { $"chat {Peer}", 0 },
        { "login 10009 --password-stdin --profile other --server URL", 4 },
    };

    private Dictionary<string, string> Environment => new() { ["XDG_CONFIG_HOME"] = _profiles, ["LANG"] = "C.UTF-8" };

    public async ValueTask InitializeAsync()
    {
        _server = new(Answer);
        Assert.Equal(0, (await RunAsync($"login {Me} --password-stdin --server URL", isTerminal: false)).ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_profiles, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_text_of_somebody_else_reaches_no_terminal_pipe_or_script_as_anything_but_text(string command, int exitCode)
    {
        foreach (var form in new[] { "", " --json" })
            foreach (var isTerminal in new[] { false, true })
            {
                if (isTerminal && command.StartsWith("chat", StringComparison.Ordinal))
                    continue; // ChatTests has it: there a person types.
                var run = await RunAsync(command + form, isTerminal);
                Assert.Equal(exitCode, run.ExitCode);
                Assert.Contains("ev", run.Output + run.Error, StringComparison.Ordinal);
                foreach (var rune in (run.Output + run.Error).EnumerateRunes())
                    Assert.True(IsHarmless(rune), $"{command}{form} wrote U+{rune.Value:X4}");
            }
    }

    [Theory]
    [InlineData("en", "not let 10010 in (nonono", "...): check number and password")]
    [InlineData("zh", "登录（nonono", "...）：请检查号码和密码")]
    public async Task A_reason_of_any_length_stays_half_a_line(string language, string beginning, string end)
    {
        var run = await RunAsync($"login 10010 --password-stdin --profile other --server URL --lang {language}", isTerminal: false);
        Assert.Equal(4, run.ExitCode);
        Assert.Contains(beginning, run.Error, StringComparison.Ordinal);
        Assert.Contains(end, run.Error, StringComparison.Ordinal);
        Assert.InRange(run.Error.Length, 200, 400);
    }

    private Task<ProgramResult> RunAsync(string command, bool isTerminal) =>
        new TqqRun { Environment = Environment, Input = "apple\n"u8.ToArray(),
            IsTerminal = isTerminal }.RunAsync(command.Replace("URL", $"{_server.Uri}", StringComparison.Ordinal).Split(' '));

    private static StubReply Answer(StubRequest request) => request.Command switch
    {
        "LOGIN" when request["UIN"] == "10010" => StubReply.To(request, 0, $"&RS=1&RA={string.Concat(Enumerable.Repeat("no", 5000))}"),
        "LOGIN" when request["UIN"] == "10009" => StubReply.To(request, 0, $"&RS=1&RA={Nasty}"),
        // A short heartbeat, so that a chat in a pipe ends soon.
        "LOGIN" => StubReply.To(request, 0, "&RS=0&HI=2&LI=300&SK=key-of-the-session-abc"),
        "GETINFO" => StubReply.To(request, 0, $"&LV={request["LV"]}&HP={Nasty}&PR={Nasty}&SC={Nasty}&UN={request["UN"]}&NK={Nasty}"),
        "LIST" when request["TN"].Length > 0 => StubReply.To(request, 0, $"&FN=1&SN=1&UN={Peer},"),
        "QUERY_STAT" => StubReply.To(request, 0, $"&FC=0,&FN=1&SN=1&ST=10,&UN={Peer},&NK={Nasty},"),
        "GETMSGEX" =>
            StubReply.To(request, 0,
            $"&MN=5&MT=9,2,4,77,9,&UN={Peer},10004,10005,10006,{Peer},&MG={Nasty} ,{Nasty},{Nasty},{Nasty},{Nasty} ,"),
        _ => StubReply.Friendly(request),
    };

    private static bool IsHarmless(Rune rune) => rune.Value is '\n' or '\t' or 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
