using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>`tqq probe`: the real program against the real server.</summary>
public sealed class ProbeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("none")]
    [InlineData("tencent-2006", "tencent-2006: a first Ack_AddToList with CD=2 is refused",
        "tencent-2006: a text with a lower-case h now and then gets NULL")]
    public async Task Our_own_server_differs_nowhere_and_its_quirks_are_named(string quirks, params string[] seen)
    {
        await using var server = await LocalServer.StartAsync(_directory.At("data"), "--penalty", "1s", "--quirks", quirks,
            "--request-timeout", "1s");
        var (me, peer) = (await server.AddPersonAsync(), await server.AddPersonAsync());
        var output = _directory.At("probe");
        var result = await TqqProgram.RunAsync(["probe", "--server", $"{server.Wire}", "--uin", $"{me.Uin}", "--password-stdin", "--peer",
            $"{peer.Uin}", "--json", "--out", output], input: me.Password + "\n");
        Assert.True(result.ExitCode == 0, result.Error);

        var report = JsonDocument.Parse(result.Output).RootElement;
        var counts = report.GetProperty("counts");
        Assert.Equal((0, seen.Length, 2), (counts.GetProperty("differs").GetInt32(), counts.GetProperty("allowedDifference").GetInt32(),
            counts.GetProperty("notTested").GetInt32()));
        Assert.Equal(seen, report.GetProperty("quirks").EnumerateArray().Select(quirk => quirk.GetString()));
        Assert.InRange(report.GetProperty("seconds").GetDouble(), 1, 60);

        var files = Directory.GetFiles(output).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText);
        Assert.Equal(["probe.html", "probe.json", "probe.txt", "transcript.txt"], files.Keys.Order());
        Assert.All(files.Values, text => Assert.DoesNotContain(me.PasswordMd5, text, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("> POST HTTP/1.1\\r\\n\n", files["transcript.txt"], StringComparison.Ordinal);
        Assert.Contains("密码错误", files["probe.html"], StringComparison.Ordinal);

        // The account is as it was: no session, no friend, nothing that waits.
        await me.LoginAsync();
        Assert.Equal("0&FN=0", await me.ResultAsync("List"));
        Assert.Empty(await me.FetchAsync());
    }

    [Theory]
    [InlineData(2, "--uin and --peer must be two different numbers, 10001 to 4294967295", "--uin", "10001", "--peer", "10001", "--password",
        "x")]
    [InlineData(2, "no password: give --password P or --password-stdin", "--uin", "10001", "--peer", "10002")]
    [InlineData(2, "--server 'here:99999' must be http://HOST:PORT, https://HOST:PORT, HOST:PORT or HOST; see 'tqq probe --help'", "--uin",
        "10001", "--peer", "10002", "--password", "x", "--server", "here:99999")]
    [InlineData(3, "no server answers at http://[::1]:1/: start one with 'tqq serve', or name another with --server", "--uin", "10001",
        "--peer", "10002", "--password", "x", "--server", "[::1]:1")]
    public async Task What_cannot_be_done_is_said_in_one_line(int exitCode, string message, params string[] arguments)
    {
        var result = await TqqProgram.RunAsync(["probe", .. arguments]);
        Assert.Equal((exitCode, $"tqq: {message}\n", ""), (result.ExitCode, result.Error, result.Output));
    }
}
