using Tqq.Cli.Terminal;
using Tqq.Probe.Tests.Serving;

namespace Tqq.Cli.Tests.Accounts;

/// <summary>
/// Whatever is wrong with a command line is said before anybody is asked for a password, or reads one line of standard input for nothing.
/// </summary>
public sealed class ArgumentOrderTests(ProbedServer server)
{
    private const string NoNumber = "is no number of an account: it must be 10001 to 4294967295";

    // At a terminal that nobody types at: a question would be seen.
    private async Task<(int ExitCode, string Error)> AskedAsync(params string[] arguments)
    {
        var run = await new TqqRun { IsTerminal = true, Environment = new Dictionary<string, string> { ["TQQ_DATA"] = server.Data } }
            .RunAsync(arguments);
        Assert.DoesNotContain("Password:", run.Output + run.Error, StringComparison.Ordinal);
        return (run.ExitCode, run.ErrorLines[^1]);
    }

    [Theory]
    [InlineData("account", "add", "5", "--nick", "Anna")]
    [InlineData("account", "passwd", "5")]
    [InlineData("account", "delete", "5")]
    [InlineData("account", "app-password", "add", "5")]
    [InlineData("admin", "add", "5")]
    [InlineData("admin", "remove", "5")]
    [InlineData("login", "5")]
    public async Task A_number_that_no_account_can_have_is_refused_at_once(params string[] arguments)
    {
        var (exitCode, error) = await AskedAsync(arguments);
        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.StartsWith($"tqq: '5' {NoNumber}", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--nick must be a text of 1 to 32 characters", "--nick", " ")]
    [InlineData("--nick must be a text of 1 to 32 characters", "--nick", "123456789012345678901234567890123")]
    [InlineData("--allow-from is '10.0.0.1/8', but must be an address", "--nick", "Anna", "--allow-from", "10.0.0.1/8")]
    [InlineData("--allow-from must be addresses and networks", "--nick", "Anna", "--allow-from", "10.0.0.1,")]
    [InlineData("--wire-login must be one of", "--nick", "Anna", "--wire-login", "on")]
    public async Task So_is_what_else_is_said_of_a_new_account(string says, params string[] options)
    {
        var (exitCode, error) = await AskedAsync(["account", "add", "4100000078", .. options]);
        Assert.Equal(ExitCode.Usage, exitCode);
        Assert.StartsWith($"tqq: {says}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_there_is_such_an_account_or_none_is_known_before_the_password()
    {
        var uin = $"{(await server.PlanAsync(server.Wire)).Uin}";
        Assert.Equal((ExitCode.Refused, $"tqq: account {uin} exists already"), await AskedAsync("account", "add", uin, "--nick", "Anna"));
        Assert.Equal((ExitCode.Refused, "tqq: there is no account 4100000079"), await AskedAsync("account", "passwd", "4100000079"));
        Assert.Equal((ExitCode.Refused, "tqq: there is no account 4100000079"), await AskedAsync("account", "delete", "4100000079"));
        Assert.Equal((ExitCode.Refused, "tqq: there is no account 4100000079: give --nick to make it"),
            await AskedAsync("admin", "add", "4100000079"));
    }

    [Fact]
    public async Task Files_that_are_named_are_read_before_a_password_and_before_a_server_is_looked_for()
    {
        Assert.Equal((ExitCode.Failed, "tqq: /nodir/table.csv cannot be read: there is no directory /nodir"),
            await AskedAsync("account", "import", "/nodir/table.csv", "--data", "/nodir"));
        Assert.StartsWith("tqq: --ca '/nodir/ca.pem' cannot be used", (await AskedAsync(
            "login", "10001", "--server", "https://localhost:1", "--ca", "/nodir/ca.pem")).Error, StringComparison.Ordinal);
        Assert.StartsWith("tqq: --uin and --peer must be two different numbers", (await AskedAsync(
            "probe", "--uin", "10001", "--peer", "10001", "--server", "127.0.0.1:1")).Error, StringComparison.Ordinal);
    }
}
