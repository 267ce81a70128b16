using System.Text.Json;
using Tqq.Probe.Tests.Serving;

namespace Tqq.Cli.Tests.Accounts;

/// <summary>What whoever makes an invitation is told to do with it.</summary>
public sealed class InviteCommandTests(ProbedServer server)
{
    private Task<ProgramResult> RunAsync(params string[] arguments) =>
        TqqRun.RunAsync(arguments, new Dictionary<string, string> { ["TQQ_DATA"] = server.Data });

    [Fact]
    public async Task An_invitation_comes_with_the_link_to_send_and_says_that_registration_is_closed()
    {
        var made = await RunAsync("invite", "create", "--name", "Chen");
        var code = made.Output.TrimEnd();
        Assert.Matches("^[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}$", code);
        Assert.Matches(
            $"^tqq: this link leads to the page on which the code makes an account: http://127.0.0.1:[0-9]+/#/register/{code}\n"
            + "tqq: warning: registration is closed, so nobody can use it yet: 'tqq registration invite' opens it\n$", made.Error);
        Assert.Equal(0, made.ExitCode);
    }

    [Fact]
    public async Task Scripts_find_the_link_beside_the_code()
    {
        using var made = JsonDocument.Parse((await RunAsync("invite", "create", "--json")).Output);
        Assert.EndsWith($"/#/register/{made.RootElement.GetProperty("code").GetString()}",
            made.RootElement.GetProperty("link").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tqq: --uses is 0, but must be a number from 1 to 1000\n", "--uses", "0")]
    [InlineData("tqq: --days is 99999, but must be a number from 1 to 3650\n", "--days", "99999")]
    public async Task What_an_invitation_is_refused_for_is_named_by_its_flag(string says, params string[] options) =>
        Assert.Equal((4, says), await RunAsync(["invite", "create", .. options]) is var run ? (run.ExitCode, run.Error) : default);

    [Fact]
    public async Task A_table_of_accounts_that_cannot_be_read_is_said_in_the_words_of_the_program()
    {
        var nothing = Path.Combine(server.Data, "nothing.csv");
        Assert.Equal((1, $"tqq: {nothing} cannot be read: there is no such file\n"),
            await RunAsync("account", "import", nothing) is var missing ? (missing.ExitCode, missing.Error) : default);
        Assert.Equal($"tqq: {server.Data} cannot be read: it is a directory, and a file is needed\n",
            (await RunAsync("account", "import", server.Data)).Error);
    }

    [Fact]
    public async Task Who_names_no_account_is_told_the_flag_that_makes_one() =>
        Assert.Equal("tqq: there is no account 2999999: give --nick to make it\n",
            (await RunAsync("admin", "add", "2999999", "--random-password")).Error);
}
