using System.Globalization;
using Tqq.Probe.Tests.Serving;

namespace Tqq.Cli.Tests.Accounts;

/// <summary>`tqq account edit --who-sees`, and what `show` says of it.</summary>
public sealed class WhoSeesTests(ProbedServer server)
{
    private static int s_last = 3_200_000;

    private Task<ProgramResult> RunAsync(params string[] arguments) =>
        TqqRun.RunAsync(arguments, new Dictionary<string, string> { ["TQQ_DATA"] = server.Data });

    private async Task<string> AddAsync()
    {
        var uin = Interlocked.Increment(ref s_last).ToString(CultureInfo.InvariantCulture);
        Assert.Equal(0, (await RunAsync("account", "add", uin, "--nick", "Anna", "--random-password")).ExitCode);
        return uin;
    }

    private static string Seen(ProgramResult run) =>
        string.Join('\n', run.Output.Split('\n').Where(line => line.Contains(" see", StringComparison.Ordinal)));

    [Fact]
    public async Task Who_sees_a_field_is_chosen_and_shown_for_each()
    {
        var uin = await AddAsync();
        Assert.Equal("""
            everyone sees	AG BT CO CT CY HP JB PV SC SH
            friends see	AD EM PC PH RN
            nobody else sees	MO
            """, Seen(await RunAsync("account", "show", uin)));
        Assert.Equal("""
            everyone sees	BT CO CT CY HP JB PV RN SC SH
            friends see	AD EM MO PC PH
            nobody else sees	AG
            """, Seen(await RunAsync("account", "edit", uin, "--who-sees", "AG=nobody", "--who-sees", "MO=friends", "--who-sees", "RN=everyone")));
    }

    [Theory]
    [InlineData("en", "RN", "tqq: --who-sees 'RN' must be KEY=WHO, such as RN=friends, and each KEY once", 2)]
    [InlineData("en", "NK=nobody", "tqq: whoSees.NK gives no choice who sees it; these do: AD AG BT CO CT CY EM HP JB MO PC PH PV RN SC SH", 4)]
    [InlineData("zh", "NK=nobody", "tqq: whoSees.NK 不能选择谁可见；可选择的有：AD AG BT CO CT CY EM HP JB MO PC PH PV RN SC SH", 4)]
    [InlineData("en", "RN=me", "tqq: whoSees.RN is 'me', but must be friends, everyone, nobody", 4)]
    public async Task What_may_not_be_is_one_line(string language, string said, string line, int code)
    {
        var refused = await RunAsync("account", "edit", await AddAsync(), "--who-sees", said, "--lang", language);
        Assert.Equal((code, "", line), (refused.ExitCode, refused.Output, Assert.Single(refused.ErrorLines)));
    }
}
