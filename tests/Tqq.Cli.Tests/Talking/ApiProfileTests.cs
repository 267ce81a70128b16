using System.Text.Json;
using System.Text.RegularExpressions;
using Tqq.Client;

namespace Tqq.Cli.Tests.Talking;

/// <summary>A profile that is logged in at the JSON API: the same commands, and history.</summary>
public sealed class ApiProfileTests(TalkServer server) : IDisposable
{
    private readonly TalkUser _user = new();

    public void Dispose() => _user.Dispose();

    private async Task<(uint Anna, uint Bao)> LogInAsync()
    {
        var (anna, bao) = (await server.AddAsync(), await server.AddAsync());
        foreach (var (uin, name) in ((uint, string)[])[(anna, "anna"), (bao, "bao")])
            Assert.Equal(0, (await _user.LoginAsync(uin, "--api", $"http://{server.Web}", "--profile", name)).ExitCode);
        return (anna, bao);
    }

    private async Task<string> SayAsync(params string[] arguments)
    {
        var run = await _user.RunAsync(arguments);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', arguments)}: {run.ExitCode} {run.Error}");
        return run.Output;
    }

    // Times change from run to run.
    private static string Timeless(string output) => Regex.Replace(output, "[0-9]{2}:[0-9]{2}:[0-9]{2}|(?<=\"at\":\")[^\"]*", "T");

    [Fact]
    public async Task A_conversation_is_had_heard_and_read_again()
    {
        var (anna, bao) = await LogInAsync();
        Assert.Equal($"sent to {bao}\n", await SayAsync("send", $"{bao}", "明天去图书馆吗?\nBring books.", "--profile", "anna"));
        Assert.Equal($"sent to {bao}\n", await SayAsync("send", $"{bao}", new string('x', 9000), "--profile", "anna"));
        Assert.Equal($"T {anna}: 明天去图书馆吗?\n    Bring books.\n",
            Timeless(await SayAsync("listen", "--count", "1", "--profile", "bao")));
        // What was shown does not come again; what was not does.
        Assert.Equal($"T {anna}: {new string('x', 9000)}\n", Timeless(await SayAsync("listen", "--count", "1", "--profile", "bao")));
        await SayAsync("send", $"{anna}", "Yes.", "--profile", "bao");

        Assert.Equal($"T {anna}: 明天去图书馆吗?\n    Bring books.\nT {bao}: Yes.\n",
            Timeless(await SayAsync("history", $"{anna}", "--profile", "bao")).Replace($"T {anna}: {new string('x', 9000)}\n", "",
                StringComparison.Ordinal));
        Assert.Equal($"T {bao}: Yes.\n", Timeless(await SayAsync("history", $"{bao}", "--limit", "1", "--profile", "anna")));
        Assert.Equal($"T {anna}: 明天去图书馆吗?\n    Bring books.\n",
            Timeless(await SayAsync("history", $"{bao}", "--search", "图书", "--profile", "anna")));
        var all = JsonDocument.Parse(await SayAsync("history", $"{bao}", "--json", "--profile", "anna")).RootElement;
        Assert.Equal([("message", anna, bao), ("message", anna, bao), ("message", bao, anna)], all.EnumerateArray().Select(item =>
            (item.GetProperty("type").GetString()!, item.GetProperty("from").GetUInt32(), item.GetProperty("to").GetUInt32())));
        Assert.Equal($"T {anna}: 明天去图书馆吗?\n    Bring books.\n", Timeless(await SayAsync(
            "history", $"{bao}", "--before", all[1].GetProperty("id").GetString()!, "--profile", "anna")));
    }

    [Fact]
    public async Task The_history_of_10000_may_be_asked_for_because_announcements_come_from_it()
    {
        var (anna, _) = await LogInAsync();
        Assert.Equal("", await SayAsync("history", "10000", "--profile", "anna"));
        Assert.Equal("tqq: '9999' is no number of an account: it must be 10001 to 4294967295; see 'tqq history --help'\n",
            (await _user.RunAsync("history", "9999", "--profile", "anna")).Error);
    }

    [Fact]
    public async Task Friends_are_made_and_a_chat_is_had_with_the_commands_that_there_are()
    {
        var (anna, bao) = await LogInAsync();
        Assert.StartsWith($"{bao} is asked", await SayAsync("add", $"{bao}", "--words", "me", "--profile", "anna"),
            StringComparison.Ordinal);
        Assert.Equal($"{anna}\tme\n", await SayAsync("requests", "--profile", "bao"));
        Assert.Equal($"{anna} is a friend\n", await SayAsync("accept", $"{anna}", "--profile", "bao"));
        Assert.Equal("", await SayAsync("requests", "--profile", "bao"));
        Assert.StartsWith($"{anna}\tAnna\t", await SayAsync("friends", "--profile", "bao"), StringComparison.Ordinal);
        Assert.StartsWith($"{anna}\tAnna\thttp://{server.Web}/\tanna\n", await SayAsync("whoami", "--profile", "anna"),
            StringComparison.Ordinal);
        Assert.Equal(0, (await TqqRun.RunAsync(["chat", $"{anna}", "--profile", "bao"], _user.Environment, "hi\n/quit\n")).ExitCode);
        Assert.EndsWith($"{bao}: hi\n", await SayAsync("history", $"{bao}", "--limit", "1", "--profile", "anna"), StringComparison.Ordinal);
        Assert.Equal(4, (await _user.RunAsync("refuse", $"{anna}", "--profile", "bao")).ExitCode);
    }

    [Fact]
    public async Task The_profile_has_no_password_and_logging_out_ends_the_session_and_leaves_nothing()
    {
        var (anna, _) = await LogInAsync();
        var profile = Path.Combine(_user.Folder, "anna.json");
        var saved = await File.ReadAllTextAsync(profile, TestContext.Current.CancellationToken);
        Assert.Contains("tq_", saved, StringComparison.Ordinal);
        Assert.Contains("\"passwordMd5\": \"\"", saved, StringComparison.Ordinal);
        // Another login ends the session of the one before.
        Assert.Equal(0, (await _user.LoginAsync(anna, "--api", $"http://{server.Web}", "--profile", "anna")).ExitCode);
        Assert.NotEqual(saved, await File.ReadAllTextAsync(profile, TestContext.Current.CancellationToken));
        await SayAsync("logout", "--profile", "anna");
        Assert.Empty(Directory.GetFiles(_user.Folder, "anna*"));
        // A copy of the profile opens nothing any more.
        await File.WriteAllTextAsync(profile, saved, TestContext.Current.CancellationToken);
        var run = await _user.RunAsync("friends", "--profile", "anna");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("sign in again", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_HTTP_QQ_there_is_no_history_and_the_command_says_what_has_it()
    {
        var anna = await server.AddAsync();
        Assert.Equal(0, (await _user.LoginAsync(anna, "--server", $"{server.Wire}")).ExitCode);
        var run = await _user.RunAsync("history", "10002");
        Assert.Equal((2, $"tqq: HTTP QQ has no history: 'tqq login {anna} --api URL' signs in at the JSON API, which has one\n"),
            (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_wrong_password_and_an_address_without_an_api_are_said_and_nothing_is_kept()
    {
        var anna = await server.AddAsync();
        var wrong = await TqqRun.RunAsync(["login", $"{anna}", "--api", $"http://{server.Web}", "--password-stdin"],
            new Dictionary<string, string>(_user.Environment) { ["LANG"] = "zh_CN.UTF-8" }, "wrong\n");
        Assert.Equal(4, wrong.ExitCode);
        Assert.Contains("号码和密码在此打不开任何账号", wrong.Error, StringComparison.Ordinal);
        var other = await _user.LoginAsync(anna, "--api", $"http://{server.Web}/nothing");
        Assert.Equal(4, other.ExitCode);
        Assert.Contains("is no JSON API", other.Error, StringComparison.Ordinal);
        var nobody = await _user.LoginAsync(anna, "--api", "http://127.0.0.1:1");
        Assert.StartsWith("tqq: no server answers at http://127.0.0.1:1/", nobody.Error, StringComparison.Ordinal);
        Assert.EndsWith("or name another with 'tqq login UIN --api URL'\n", nobody.Error, StringComparison.Ordinal);
        var wire = await _user.LoginAsync(anna, "--api", $"http://{server.Wire}");
        Assert.Equal((3, $"tqq: what is at http://{server.Wire}/ takes connections and is no JSON API of Tqq: that is on the web port, "
            + "8080 by default; name another with 'tqq login UIN --api URL'\n"), (wire.ExitCode, wire.Error));
        Assert.Equal((2, "tqq: --api 'x' must be http://HOST:PORT, https://HOST:PORT or HOST:PORT; see 'tqq login --help'\n"),
            await _user.LoginAsync(anna, "--api", "x") is var usage ? (usage.ExitCode, usage.Error) : default);
        Assert.Equal("tqq: --server is of HTTP QQ and --api of the JSON API: give one of them\n",
            (await _user.LoginAsync(anna, "--api", $"http://{server.Web}", "--server", $"{server.Wire}")).Error);
        Assert.False(Directory.Exists(_user.Folder) && Directory.GetFiles(_user.Folder, "*.json").Length > 0);
    }

    [Fact]
    public async Task The_web_port_may_be_named_without_http_as_the_port_of_HTTP_QQ_may()
    {
        var anna = await server.AddAsync();
        var run = await _user.LoginAsync(anna, "--api", $"{server.Web}", "--profile", "short");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith($"{anna} is logged in at http://{server.Web}/;", run.Output, StringComparison.Ordinal);
        Assert.Equal($"{anna}\tAnna\thttp://{server.Web}/\tshort\n", await SayAsync("whoami", "--profile", "short"));
    }

    [Fact]
    public async Task A_token_that_was_made_for_it_takes_the_place_of_the_password()
    {
        var (anna, bao) = (await server.AddAsync(), await server.AddAsync());
        var api = new Uri($"http://{server.Web}");
        await using var owner = await TqqApiClient.SignInAsync(
            new() { Uin = anna, Password = TalkServer.Password, Api = api }, TestContext.Current.CancellationToken);
        var token = (await owner.MakeTokenAsync(new("tqq", "all"), TestContext.Current.CancellationToken)).Token!;
        Task<ProgramResult> LoginAsync(uint uin, string input, params string[] more) =>
            TqqRun.RunAsync(["login", $"{uin}", "--profile", "token", "--token-stdin", .. more], _user.Environment, input);
        Assert.Equal("tqq: --token-stdin needs --api, and takes the place of --password-stdin\n", (await LoginAsync(anna, token)).Error);
        Assert.Equal("tqq: standard input is empty: --token-stdin reads one line\n",
            (await LoginAsync(anna, "", "--api", $"{api}")).Error);
        Assert.Equal($"tqq: the token is that of {anna}, not of {bao}: give the number that it belongs to\n",
            (await LoginAsync(bao, token, "--api", $"{api}")).Error);
        Assert.Equal(0, (await LoginAsync(anna, token + "\n", "--api", $"{api}")).ExitCode);
        Assert.Equal($"sent to {bao}\n", await SayAsync("send", $"{bao}", "hi", "--profile", "token"));
    }
}
