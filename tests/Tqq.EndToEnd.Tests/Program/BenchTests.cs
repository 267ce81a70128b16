using System.Text.Json;
using Tqq.EndToEnd.Tests.Clients;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>`tqq bench`: the real program against the real server, and against one that loses, repeats and mixes up messages.</summary>
public sealed class BenchTests(UnlimitedServer unlimited, SharedServer shared)
{
    private readonly TestServer _server = unlimited.Server;

    [Theory]
    [InlineData("keep-alive")]
    [InlineData("per-request", "--from", "127.0.0.2-127.0.0.5")]
    public async Task Every_message_is_accounted_for_and_the_accounts_are_gone_afterwards(string connections, params string[] more)
    {
        var result = await RunAsync(_server, $"{_server.Wire}",
            ["--make-accounts", "6", "--connections", connections, "--mix", "poll=6,send=3,presence=1", "--rate", "100", "--duration", "1",
            "--warm-up", "0.2", .. more]);
        Assert.True(result.ExitCode == 0, result.Error + result.Output);
        var report = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(100, report.GetProperty("operations").EnumerateObject().Sum(operation =>
            operation.Value.GetProperty("latency").GetProperty("count").GetInt64()));
        var messages = report.GetProperty("messages");
        Assert.InRange(messages.GetProperty("stored").GetInt64(), 10, 100);
        Assert.Equal(messages.GetProperty("stored").GetInt64(), messages.GetProperty("received").GetInt64());
        Assert.DoesNotContain("\r", result.Error, StringComparison.Ordinal); // no progress in a pipe

        var left = await TqqProgram.RunAsync(["account", "list", "--data", _server.Data]);
        Assert.DoesNotContain("tqq bench", left.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_duplicated_and_reordered_messages_make_it_fail()
    {
        foreach (var (fault, tamper) in Faults())
        {
            await using var proxy = new TamperingProxy(_server.Wire, tamper);
            var result = await RunAsync(_server, $"{proxy.Address}",
                ["--make-accounts", "2", "--connections", "per-request", "--mix", "poll=1,send=4", "--rate", "100", "--duration", "1",
                "--warm-up", "0", "--drain", "2"]);
            Assert.True(result.ExitCode == 1 && result.Output.Length > 0, $"planted {fault}: {result.ExitCode}, {result.Error}");
            var messages = JsonDocument.Parse(result.Output).RootElement.GetProperty("messages");
            foreach (var kind in (string[])["lost", "duplicated", "reordered"])
                Assert.True(messages.GetProperty(kind).GetInt64() > 0 == (kind == fault), $"planted {fault}, found {messages}");
        }
    }

    [Fact]
    public async Task Refusals_of_the_server_s_limits_are_named_with_the_setting()
    {
        var result = await TqqProgram.RunAsync(["bench", "--server", $"{shared.Server.Wire}", "--data", shared.Server.Data,
            "--make-accounts", "2", "--mix", "send=1", "--rate", "100", "--duration", "1", "--warm-up", "0"]);
        Assert.True(result.ExitCode == 0, result.Error + result.Output);
        Assert.Contains(
            "were refused (RES=3). This load is 50 a second for each account; the server's --rate-message is 2/1s burst 20 by default",
            result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "no accounts: give --accounts FILE or --make-accounts N")]
    [InlineData(2, "at least 2 accounts are needed: one sends to another", "--accounts", "-")]
    [InlineData(2, "--rate must be 0.01 to 1000000; see 'tqq bench --help'", "--rate", "fast")]
    [InlineData(2,
        "--mix 'poll' must be whole numbers for poll, send and presence, such as poll=90,send=9,presence=1; see 'tqq bench --help'", "--mix",
        "poll")]
    [InlineData(3, "no server answers at http://127.0.0.1:1/: start one with 'tqq serve', or name another with --server", "--accounts", "-",
        "--server", "127.0.0.1:1")]
    public async Task What_cannot_be_done_is_said_in_one_line(int exitCode, string message, params string[] arguments)
    {
        var result = await TqqProgram.RunAsync(["bench", .. arguments], input: exitCode == 3 ? "20001 apple\n20002 pear\n"
            : "20001 apple\n");
        Assert.Equal((exitCode, $"tqq: {message}\n", ""), (result.ExitCode, result.Error, result.Output));
    }

    private static Task<ProgramResult> RunAsync(TestServer server, string address, string[] arguments) =>
        TqqProgram.RunAsync(["bench", "--server", address, "--data", server.Data, "--json", .. arguments]);

    private static IEnumerable<(string Fault, Func<string, string> Tamper)> Faults()
    {
        var isDone = false;
        yield return ("lost", body => IsMail(body, 1) && !isDone && (isDone = true) ? Before(body) + "&MN=0&MT=&UN=&MG=" : body);

        string? kept = null;
        yield return ("duplicated", body =>
        {
            // What one was handed out, it is handed out again when there is nothing else.
            if (kept is null && IsMail(body, 1))
                kept = body;
            return kept is not null && IsMail(body, 0) && UinOf(body) == UinOf(kept)
                ? Before(body) + kept[kept.IndexOf("&MN=", StringComparison.Ordinal)..] : body;
        });

        yield return ("reordered", body => IsMail(body, 2) && body.Split("&MG=") is [var head, var texts]
            ? $"{head}&MG={string.Concat(texts.Split(',')[..^1].Reverse().Select(text => text + ","))}" : body);
    }

    private static bool IsMail(string body, int atLeast) =>
        body.Contains("&CMD=GETMSGEX&", StringComparison.Ordinal) && (atLeast == 0) == body.Contains("&MN=0&", StringComparison.Ordinal)
        && (atLeast < 2 || !body.Contains("&MN=1&", StringComparison.Ordinal));

    private static string Before(string body) => body[..body.IndexOf("&MN=", StringComparison.Ordinal)];

    private static string UinOf(string body) => body.Split('&')[3];
}
