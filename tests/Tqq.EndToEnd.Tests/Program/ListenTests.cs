using System.Diagnostics;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>What `tqq listen` and `tqq chat` do when something goes away while they run.</summary>
public sealed class ListenTests(SharedServer shared) : TalkSetting(shared)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private Process Start(Person person, params string[] arguments) =>
        TqqProgram.Start([.. arguments, "--profile", $"{person.Uin}"], Environment);

    private static async Task<string> LineAsync(StreamReader from) =>
        await from.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(s_patience) ?? "";

    private static async Task ReadUntilAsync(StreamReader from, string end)
    {
        for (var line = await LineAsync(from); !line.EndsWith(end, StringComparison.Ordinal); line = await LineAsync(from))
            Assert.NotEqual("", line);
    }

    [Theory]
    [InlineData("listen")]
    [InlineData("chat")]
    public async Task What_nobody_read_any_more_is_not_acknowledged(string command)
    {
        var (anna, bao) = (await LoginAsync(), await Server.AddOnlineAsync());
        await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=one");
        using var process = Start(anna, command == "chat" ? [command, $"{bao.Uin}"] : [command]);
        await ReadUntilAsync(process.StandardOutput, ": one");
        process.StandardOutput.Close();
        await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=two");
        // A closed pipe is a quiet end.
        Assert.Equal("", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)
            .WaitAsync(s_patience, TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(s_patience, TestContext.Current.CancellationToken);
        Assert.Equal(1, process.ExitCode);
        Assert.EndsWith($"{bao.Uin}: two", Assert.Single(await AsAsync(anna, "listen", "--count", "1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_said_in_one_line()
    {
        var anna = await LoginAsync();
        await DotnetProgram.RunAsync(
            "bash", ["-c",
                $"dotnet '{TqqProgram.Path}' whoami --profile {anna.Uin} 2>&1 >/dev/full | grep -x 'tqq: the output cannot be written: there is no room left on the disk'"], environment: Environment);
    }

    [Fact]
    public async Task A_server_that_goes_away_is_waited_for()
    {
        using var directory = new TemporaryDirectory();
        var server = await RunningServer.StartAsync(directory.At("data"));
        var (anna, bao) = (await LoginAsync(server: server), await server.AddOnlineAsync());
        await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=before");
        using var listening = Start(anna, "listen");
        await ReadUntilAsync(listening.StandardOutput, ": before");
        await server.KillAsync();
        await server.DisposeAsync();
        Assert.Equal($"tqq: no server answers at http://{server.Wire}/ any more: waiting for it, Ctrl-C ends",
            await LineAsync(listening.StandardError));

        await using var again = await LocalServer.StartAsync(directory.At("data"), "--listen", server.Wire.ToString());
        Assert.Equal("tqq: the server answers again", await LineAsync(listening.StandardError));
        await new Person(again, bao.Uin, bao.Password).AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=after");
        // What was not acknowledged before the kill may come again (protocol.md §4).
        await ReadUntilAsync(listening.StandardOutput, ": after");
        listening.Kill();
    }

    [Fact]
    public async Task A_request_that_was_answered_before_it_was_read_is_none_any_more()
    {
        var (anna, bao) = (await LoginAsync(), await LoginAsync());
        await AsAsync(anna, "add", $"{bao.Uin}", "--words", "please");
        Assert.Equal([$"{anna.Uin}\tplease"], await AsAsync(bao, "requests"));
        await AsAsync(bao, "refuse", $"{anna.Uin}");
        Assert.Empty(await AsAsync(bao, "requests"));
        await AsAsync(anna, "add", $"{bao.Uin}", "--words", "pretty please");
        Assert.Equal([$"{anna.Uin}\tpretty please"], await AsAsync(bao, "requests"));
        await AsAsync(bao, "listen", "--count", "1");
        Assert.Equal([$"{anna.Uin}\tpretty please"], await AsAsync(bao, "requests"));
        await AsAsync(bao, "listen", "--count", "1");
        Assert.Equal([$"{anna.Uin}\tpretty please"], await AsAsync(bao, "requests"));
    }

    [Fact]
    public async Task A_chat_for_scripts_is_json_only()
    {
        var (anna, bao) = (await LoginAsync(), await Server.AddOnlineAsync());
        await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=hi");
        var lines = (await TypingAsync(anna, "hello\n/who\n", "chat", $"{bao.Uin}", "--json")).Select(line =>
            JsonDocument.Parse(line).RootElement).ToList();
        string[] expected = [$"message {bao.Uin} hi", $"message {anna.Uin} hello", $"status {bao.Uin} offline"];
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            lines.Select(item =>
                $"{item.GetProperty("type")} {item.GetProperty("from")}"
                + $" {(item.TryGetProperty("text", out var text) ? text : item.GetProperty("status"))}").Order(StringComparer.Ordinal));
    }
}
