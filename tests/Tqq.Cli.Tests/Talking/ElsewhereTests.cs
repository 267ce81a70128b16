namespace Tqq.Cli.Tests.Talking;

/// <summary>One account in the hands of two users: each has profiles of their own.</summary>
public sealed class ElsewhereTests(TalkServer server) : IDisposable
{
    private readonly TalkUser _one = new();
    private readonly TalkUser _other = new();

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
    }

    private async Task<uint> TakenAsync()
    {
        var uin = await server.AddAsync();
        Assert.Equal(0, (await _one.LoginAsync(uin, "--server", $"{server.Wire}")).ExitCode);
        Assert.Equal(0, (await _other.LoginAsync(uin, "--server", $"{server.Wire}")).ExitCode);
        return uin;
    }

    [Theory]
    [InlineData("listen")]
    [InlineData("whoami")]
    public async Task A_command_whose_session_another_login_took_stops_and_says_from_where(string command)
    {
        var uin = await TakenAsync();
        var result = await _one.RunAsync(command);
        Assert.Equal((4, $"tqq: {uin} is logged in elsewhere, from 127.0.0.1: 'tqq login {uin}' or --take-over takes the session back\n"),
            (result.ExitCode, result.Error));
        Assert.Equal(0, (await _other.RunAsync("whoami")).ExitCode);
    }

    [Fact]
    public async Task Take_over_takes_the_session_back_and_the_profile_keeps_it()
    {
        await TakenAsync();
        Assert.Equal(0, (await _one.RunAsync("whoami", "--take-over")).ExitCode);
        Assert.Equal(0, (await _one.RunAsync("whoami")).ExitCode);
        Assert.Equal(4, (await _other.RunAsync("whoami")).ExitCode);
    }

    [Fact]
    public async Task A_login_of_the_same_profile_leaves_its_other_commands_running()
    {
        var uin = await server.AddAsync();
        await _one.LoginAsync(uin, "--server", $"{server.Wire}");
        var listening = new TqqRun { Environment = _one.Environment }.RunAsync(["listen", "--count", "1"]);
        await _one.LoginAsync(uin, "--server", $"{server.Wire}");
        Assert.Equal(0, (await _one.RunAsync("send", $"{uin}", "still there?")).ExitCode);
        var result = await listening;
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.EndsWith("still there?\n", result.Output, StringComparison.Ordinal);
    }
}
