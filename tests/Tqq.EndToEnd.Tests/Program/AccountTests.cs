using System.Net;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>`tqq account ...` against the running server.</summary>
public sealed class AccountTests(SharedServer shared)
{
    private Task<ProgramResult> AccountAsync(string arguments, string input = "") =>
        TqqProgram.RunAsync(["account", .. arguments.Split(' '), "--data", shared.Server.Data], input: input);

    private static void Refused(ProgramResult result, int exitCode, params string[] words)
    {
        var line = Assert.Single(result.ErrorLines);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
        Assert.Equal(exitCode, result.ExitCode);
    }

    [Fact]
    public async Task An_account_lives_from_add_to_delete()
    {
        var uin = TestServer.NextUin();
        Assert.Equal($"{uin} added\n",
            (await AccountAsync($"add {uin} --nick Anna --password-stdin --who-may-add anyone", "first word\n")).Output);
        var me = new Person(shared.Server, uin, "first word");
        Assert.Contains("RS=0", await me.LoginAsync(), StringComparison.Ordinal);
        Assert.Contains($"{uin}\tAnna\tonline\tyes\tanyone\n", (await AccountAsync("list")).Output, StringComparison.Ordinal);

        Assert.Contains("AG\t19\n", (await AccountAsync($"edit {uin} --field NK=Anna2 --field AG=19")).Output, StringComparison.Ordinal);
        Assert.EndsWith("NK=Anna2", await me.AskAsync("GetInfo", $"&LV=0&UN={uin}"), StringComparison.Ordinal);

        Assert.Equal($"{uin} kicked: its session of HTTP QQ from {me.From} has ended\n", (await AccountAsync($"kick {uin}")).Output);
        Assert.Equal("20", await me.ResultAsync("List"));
        Assert.Equal($"{uin} had no session\n", (await AccountAsync($"kick {uin}")).Output);

        Assert.Equal($"{uin} password set\n", (await AccountAsync($"passwd {uin} --password second")).Output);
        Assert.Contains("RS=1", await me.LoginAsync(), StringComparison.Ordinal);
        me = new Person(shared.Server, uin, "second");
        Assert.Contains("RS=0", await me.LoginAsync(), StringComparison.Ordinal);

        Assert.Equal($"{uin} disabled\n", (await AccountAsync($"disable {uin}")).Output);
        Assert.Equal("20", await me.ResultAsync("List"));
        Assert.Equal($"{uin} enabled\n", (await AccountAsync($"enable {uin}")).Output);
        Assert.Contains("RS=0", await me.LoginAsync(), StringComparison.Ordinal);

        Refused(await AccountAsync($"delete {uin}"), 2, "--yes");
        Assert.Equal($"{uin} deleted\n", (await AccountAsync($"delete {uin} --yes")).Output);
        Refused(await AccountAsync($"show {uin}"), 4, $"there is no account {uin}");
    }

    [Fact]
    public async Task Sessions_are_shown_and_ended_those_of_devices_where_that_is_said()
    {
        var person = await shared.Server.AddOnlineAsync();
        using var program = await ApiClient.SignInAsync(person);
        var shown = (await AccountAsync($"show {person.Uin}")).Output;
        Assert.Matches($@"\nsession\tfrom {person.From} since [0-9: Z-]+, (with a key, )?last seen [0-9: Z-]+\n", shown);
        Assert.Matches($@"\ndevice 1\tprogram( '.+')? from {person.From} since [0-9: Z-]+, last seen [0-9: Z-]+\n", shown);
        var chinese = (await AccountAsync($"show {person.Uin} --lang zh --json")).Output;
        using var json = JsonDocument.Parse(chinese);
        Assert.Equal("program", Assert.Single(json.RootElement.GetProperty("devices").EnumerateArray()).GetProperty("kind").GetString());

        var wire = $"{person.Uin} kicked: its session of HTTP QQ from {person.From} has ended\n";
        const string left = "device sessions that go on: 1; --devices ends them too\n";
        Assert.Equal(wire + left, (await AccountAsync($"kick {person.Uin}")).Output);
        Assert.Equal($"{person.Uin} had no session of HTTP QQ\n{left}", (await AccountAsync($"kick {person.Uin}")).Output);
        await program.AskAsync(HttpMethod.Get, "me");
        var devices = await AccountAsync($"kick {person.Uin} --devices --lang zh");
        Assert.StartsWith($"{person.Uin} 的设备会话 1（program）", devices.Output, StringComparison.Ordinal);
        using var refused = await program.CallAsync(HttpMethod.Get, "me");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal($"{person.Uin} had no session\n", (await AccountAsync($"kick {person.Uin} --devices")).Output);
    }

    [Fact]
    public async Task A_deleted_account_is_gone_from_the_lists_of_others()
    {
        var (me, other) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddPersonAsync("anyone"));
        await me.AskAsync("AddToList", $"&UN={other.Uin}");
        await AccountAsync($"delete {other.Uin} --yes");
        Assert.Equal("0&FN=0", await me.ResultAsync("List"));
        Assert.Equal("5", await me.ResultAsync("CLTMSG", $"&UN={other.Uin}&MG=hi"));
    }

    [Fact]
    public async Task A_random_password_is_shown_once_and_works()
    {
        var uin = TestServer.NextUin();
        var added = await AccountAsync($"add {uin} --nick Bao --random-password");
        Assert.StartsWith($"{uin} added, password ", added.Output, StringComparison.Ordinal);
        Assert.Contains("RS=0", await new Person(shared.Server, uin, added.Output.Trim().Split(' ')[^1]).LoginAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_for_scripts()
    {
        var person = await shared.Server.AddPersonAsync();
        using var shown = JsonDocument.Parse((await AccountAsync($"show {person.Uin} --json")).Output);
        Assert.Equal(person.Uin, shown.RootElement.GetProperty("uin").GetUInt32());
        using var listed = JsonDocument.Parse((await AccountAsync("list --json")).Output);
        Assert.Contains(listed.RootElement.EnumerateArray(), account => account.GetProperty("uin").GetUInt32() == person.Uin);
    }

    [Theory]
    [InlineData("--field XX=1", "--field XX", "AD AG BT")]
    [InlineData("--field AG=old", "AG must be", "0 to 200")]
    [InlineData("--field BT=9", "BT must be", "4 (AB型)")]
    [InlineData("--field NK=", "NK must be", "1 to 32")]
    [InlineData("--field CV=1", "--field CV", "SX NK")]
    [InlineData("--who-may-add friends", "--who-may-add", "anyone, verify, nobody")]
    public async Task An_illegal_value_is_refused_with_the_legal_ones_and_nothing_changes(string flags, string first, string second)
    {
        var person = await shared.Server.AddPersonAsync();
        var before = (await AccountAsync($"show {person.Uin}")).Output;
        // What the program knows itself is wrong usage, what only the server knows is a refusal.
        Refused(await AccountAsync($"edit {person.Uin} {flags}"), flags.StartsWith("--field", StringComparison.Ordinal) ? 4
            : 2, first, second);
        Assert.Equal(before, (await AccountAsync($"show {person.Uin}")).Output);
    }

    [Fact]
    public async Task What_is_wrong_with_an_account_is_said()
    {
        var person = await shared.Server.AddPersonAsync();
        Refused(await AccountAsync($"add {person.Uin} --nick Anna --random-password"), 4, "exists already");
        Refused(await AccountAsync("add 10000 --nick Anna --random-password"), 2, "10001 to 4294967295");
        Refused(await AccountAsync("add ten --nick Anna --random-password"), 2, "ten");
        Refused(await AccountAsync("add 10001 --random-password"), 2, "--nick");
        Refused(await AccountAsync("add 10001 --nick Anna"), 2, "--random-password");
        Refused(await AccountAsync("add 10001 --nick Anna --password x --random-password"), 2, "only one of");
        Refused(await AccountAsync("fly 10001"), 2, "tqq account");
        Refused(await AccountAsync($"edit {person.Uin}"), 2, "nothing to change");
    }

    [Fact]
    public async Task Without_a_server_it_says_so_and_what_to_type()
    {
        using var directory = new TemporaryDirectory();
        Refused(await TqqProgram.RunAsync(["account", "list", "--data", directory.FullPath]), 3, "no server runs", "'tqq serve");
        Refused(await TqqProgram.RunAsync(["account", "list"], new Dictionary<string, string> { ["TQQ_DATA"] = directory.At("other") }), 3,
            directory.At("other"));
    }

    [Fact]
    public async Task Help_lists_commands_and_exit_codes()
    {
        var help = await TqqProgram.RunAsync(["--help"]);
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("0 done, 1 failed, 2 wrong usage, 3 server not reachable, 4 refused", help.Output, StringComparison.Ordinal);
        Assert.Contains("--session-timeout", (await TqqProgram.RunAsync(["serve", "--help"])).Output, StringComparison.Ordinal);
    }
}
