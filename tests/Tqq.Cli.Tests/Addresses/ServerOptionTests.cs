using Tqq.Cli.Tests.Talking;

namespace Tqq.Cli.Tests.Addresses;

/// <summary>Which server a command speaks to, and what is said where that is none.</summary>
public sealed class ServerOptionTests(TalkServer server) : IDisposable
{
    private readonly TalkUser _user = new();

    public void Dispose() => _user.Dispose();

    [Theory]
    [InlineData("http://{0}")]
    [InlineData("http://{0}/")]
    [InlineData("{0}")]
    public async Task Every_form_of_an_address_is_understood_by_login(string form)
    {
        var uin = await server.AddAsync();
        var result = await _user.LoginAsync(uin, "--server", form.Replace("{0}", $"{server.Wire}", StringComparison.Ordinal));
        Assert.Equal((0, $"{uin} is logged in at http://{server.Wire}/; 'tqq listen' shows what comes\n", ""),
            (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task TQQ_SERVER_and_TQQ_PROFILE_are_heeded()
    {
        var uin = await server.AddAsync();
        Dictionary<string, string> environment = new(_user.Environment) { ["TQQ_SERVER"] = $"{server.Wire}", ["TQQ_PROFILE"] = "other" };
        Assert.Equal(0, (await TqqRun.RunAsync(["login", $"{uin}", "--password-stdin"], environment, TalkServer.Password + "\n")).ExitCode);
        Assert.Equal($"{uin}\tAnna\thttp://{server.Wire}/\tother\n", (await TqqRun.RunAsync(["whoami"], environment)).Output);
    }

    [Theory]
    [InlineData("login", "10001")]
    [InlineData("probe", "--uin", "10001", "--peer", "10002", "--password", "x")]
    [InlineData("bench", "--accounts", "-")]
    public async Task An_address_in_no_known_form_is_refused_with_the_forms_that_are(params string[] command)
    {
        const string Forms = "must be http://HOST:PORT, https://HOST:PORT, HOST:PORT or HOST; see";
        var given = await _user.RunAsync([.. command, "--server", "ftp://here"]);
        Assert.Equal((2, true), (given.ExitCode, given.Error.StartsWith($"tqq: --server 'ftp://here' {Forms}", StringComparison.Ordinal)));
        var set = await TqqRun.RunAsync(command, new Dictionary<string, string>(_user.Environment) { ["TQQ_SERVER"] = "here:0" });
        Assert.Equal((2, true), (set.ExitCode, set.Error.StartsWith($"tqq: TQQ_SERVER 'here:0' {Forms}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_login_at_the_web_port_says_what_answered()
    {
        var result = await _user.LoginAsync(10001, "--server", $"{server.Web}");
        Assert.Equal(3, result.ExitCode);
        Assert.Matches(
            "^tqq: http://[0-9.:]+/ is no HTTP QQ server: an HTTP server answered [0-9]{3}: this looks like the web port; HTTP QQ is at 8000 by default; name another with ", result.Error);
        Assert.False(Directory.Exists(_user.Folder));
    }

    [Fact]
    public async Task Https_needs_a_certificate_that_is_trusted_and_the_profile_remembers_it()
    {
        var uin = await server.AddAsync();
        var address = $"https://{server.Secure}";
        var refused = await _user.LoginAsync(uin, "--server", address);
        Assert.Equal((3,
            $"tqq: the certificate of {address}/ is not believed: its issuer, Tqq Test, is not trusted here; --ca FILE names a certificate that vouches for it\n"), (refused.ExitCode, refused.Error));
        Assert.Equal(0, (await _user.LoginAsync(uin, "--server", address, "--ca", server.Certificate)).ExitCode);
        Assert.Equal($"sent to {uin}\n", (await _user.RunAsync("send", $"{uin}", "hi")).Output);
        Assert.EndsWith("hi\n", (await _user.RunAsync("listen", "--count", "1")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("probe", "--uin", "10001", "--peer", "10002", "--password", "x")]
    [InlineData("bench", "--accounts", "-")]
    public async Task Probe_and_bench_say_what_is_wrong_with_a_certificate(params string[] command)
    {
        var result = await TqqRun.RunAsync([.. command, "--server", $"https://{server.Secure}"], _user.Environment, "10001 a\n10002 b\n");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("its issuer, Tqq Test, is not trusted here", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bench_speaks_https()
    {
        var (one, other) = (await server.AddAsync(), await server.AddAsync());
        var result = await TqqRun.RunAsync(
            ["bench", "--accounts", "-", "--server", $"https://{server.Secure}", "--ca", server.Certificate, "--duration", "0.3",
                "--warm-up", "0", "--rate", "50"],
            _user.Environment, $"{one} {TalkServer.Password}\n{other} {TalkServer.Password}\n");
        Assert.Equal((0, ""),
            (result.ExitCode, string.Concat(result.Error.Split('\n').Where(line => !line.Contains("late", StringComparison.Ordinal)))));
        Assert.Contains(" 0 lost, 0 duplicated", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere.pem")]
    [InlineData("/dev/null")]
    public async Task A_ca_file_that_is_none_is_said(string file)
    {
        var result = await _user.LoginAsync(10001, "--server", "https://127.0.0.1:1", "--ca", file);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"tqq: --ca '{file}' cannot be used: ", result.Error, StringComparison.Ordinal);
    }
}
