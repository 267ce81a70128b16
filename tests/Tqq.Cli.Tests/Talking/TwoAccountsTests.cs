namespace Tqq.Cli.Tests.Talking;

/// <summary>One user with two accounts, and so with two profiles.</summary>
public sealed class TwoAccountsTests(TalkServer server) : IDisposable
{
    private readonly TalkUser _user = new();

    public void Dispose() => _user.Dispose();

    [Fact]
    public async Task A_login_over_the_profile_of_another_account_is_refused_and_names_profile_and_replace()
    {
        var (anna, bao) = (await server.AddAsync(), await server.AddAsync());
        Assert.Equal(0, (await _user.LoginAsync(anna, "--server", $"{server.Wire}")).ExitCode);
        var refused = await _user.LoginAsync(bao, "--server", $"{server.Wire}");
        Assert.Equal(
            (4, $"tqq: profile 'default' is that of {anna} at http://{server.Wire}/: 'tqq login {bao} --profile NAME' keeps both; --replace, or 'tqq logout' before, gives this one to {bao}\n"),
            (refused.ExitCode, refused.Error));
        Assert.StartsWith($"{anna}\t", (await _user.RunAsync("whoami")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await _user.LoginAsync(anna, "--server", $"{server.Wire}")).ExitCode);
        Assert.Equal(0, (await _user.LoginAsync(bao, "--server", $"{server.Wire}", "--replace")).ExitCode);
        Assert.StartsWith($"{bao}\t", (await _user.RunAsync("whoami")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hints_carry_the_profile_in_use()
    {
        var (anna, bao) = (await server.AddAsync(), await server.AddAsync());
        var login = await _user.LoginAsync(anna, "--server", $"{server.Wire}", "--profile", "q");
        Assert.EndsWith("'tqq listen --profile q' shows what comes\n", login.Output, StringComparison.Ordinal);
        Assert.Equal(
            $"tqq: {bao} has not asked; 'tqq requests --profile q' shows who has, 'tqq add {bao} --profile q' asks them\n",
                (await _user.RunAsync("accept", $"{bao}", "--profile", "q")).Error);
        // Where TQQ_PROFILE names it, it need not be typed; another one then must.
        var variable = new Dictionary<string, string>(_user.Environment) { ["TQQ_PROFILE"] = "q" };
        Assert.Contains("'tqq requests' shows", (await TqqRun.RunAsync(["accept", $"{bao}"], variable)).Error, StringComparison.Ordinal);
        Assert.Equal("tqq: nobody is logged in here: type 'tqq login UIN --profile default', or name a profile with --profile: q\n",
            (await TqqRun.RunAsync(["whoami", "--profile", "default"], variable)).Error);
    }

    [Fact]
    public async Task Somebody_who_never_was_a_friend_cannot_be_removed()
    {
        var (anna, bao) = (await server.AddAsync(), await server.AddAsync());
        Assert.Equal(0, (await _user.LoginAsync(anna, "--server", $"{server.Wire}")).ExitCode);
        var run = await _user.RunAsync("remove", $"{bao}");
        Assert.Equal((4, $"tqq: {bao} is no friend, so nothing was removed\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Logout_with_the_server_down_says_that_the_profile_is_deleted()
    {
        var uin = await server.AddAsync();
        Assert.Equal(0, (await _user.LoginAsync(uin, "--server", $"{server.Wire}")).ExitCode);
        // As if the server were gone.
        var profile = Path.Combine(_user.Folder, "default.json");
        await File.WriteAllTextAsync(profile, (await File.ReadAllTextAsync(profile, TestContext.Current.CancellationToken))
            .Replace($"{server.Wire}", "127.0.0.1:1", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var run = await _user.RunAsync("logout");
        Assert.Equal(3, run.ExitCode);
        Assert.StartsWith(
            $"tqq: the profile of {uin} is deleted, but its session was not ended and may go on until the server gives it up: no server answers at", run.Error, StringComparison.Ordinal);
        Assert.Equal("tqq: nobody is logged in here: type 'tqq login UIN'\n", (await _user.RunAsync("whoami")).Error);
    }

    [Theory]
    [InlineData("login", "5")]
    [InlineData("login", "10000")]
    [InlineData("login", "abc")]
    [InlineData("info", "5")]
    public async Task A_number_of_an_account_is_10001_to_4294967295_for_every_command(string command, string number)
    {
        Assert.Equal($"tqq: '{number}' is no number of an account: it must be 10001 to 4294967295; see 'tqq {command} --help'\n",
            (await _user.RunAsync(command, number)).Error);
        Assert.Equal($"tqq: “{number}”不是号码：应为 10001 到 4294967295；请看 'tqq {command} --help'\n",
            (await _user.RunAsync(command, number, "--lang", "zh")).Error);
    }

    [Fact]
    public async Task A_password_on_the_command_line_of_login_is_told_of_password_stdin()
    {
        var run = await _user.RunAsync("login", "10001", "--password", "apple");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("reads it from standard input with --password-stdin", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Chinese_somebody_who_is_online_is_so_and_has_not_just_come()
    {
        var (anna, bao) = (await server.AddAsync(), await server.AddAsync());
        await _user.LoginAsync(bao, "--server", $"{server.Wire}", "--profile", "bao");
        await _user.LoginAsync(anna, "--server", $"{server.Wire}");
        Assert.Equal(0, (await _user.RunAsync("add", $"{bao}")).ExitCode);
        Assert.Equal(0, (await _user.RunAsync("accept", $"{anna}", "--profile", "bao")).ExitCode);
        var chat = await TqqRun.RunAsync(["chat", $"{bao}", "--lang", "zh"], _user.Environment, "/quit\n");
        Assert.Contains($"* 正在与 {bao}（Anna）聊天，对方在线。", chat.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task To_add_oneself_is_refused_in_words()
    {
        var uin = await server.AddAsync();
        await _user.LoginAsync(uin, "--server", $"{server.Wire}");
        var run = await _user.RunAsync("add", $"{uin}");
        Assert.Equal((2, $"tqq: {uin} is your own account: nobody can be a friend of themselves\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_skip_that_cannot_be_read_is_named_with_its_flag()
    {
        var uin = await server.AddAsync();
        await _user.LoginAsync(uin, "--server", $"{server.Wire}");
        var run = await _user.RunAsync("broadcast", "hi", "--skip", "/nowhere");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("tqq: --skip '/nowhere' cannot be read", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("give a file of numbers, one a line\n", run.Error, StringComparison.Ordinal);
    }
}
