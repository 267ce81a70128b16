using System.Net;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>Who gets at an account over HTTP QQ: app passwords, allowed addresses, demanded keys.</summary>
public sealed class AccessTests(SharedServer shared)
{
    private static readonly IPAddress Elsewhere = IPAddress.Parse("127.0.0.2");

    private async Task<string> AccountAsync(string arguments)
    {
        var result = await TqqProgram.RunAsync(["account", .. arguments.Split(' '), "--data", shared.Server.Data]);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }

    private async Task RefusedAsync(string arguments, int exitCode, params string[] words)
    {
        var result = await TqqProgram.RunAsync(["account", .. arguments.Split(' '), "--data", shared.Server.Data]);
        var line = Assert.Single(result.ErrorLines);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
        Assert.Equal(exitCode, result.ExitCode);
    }

    private async Task<Person> WithAppPasswordAsync(Person person)
    {
        using var answer = await shared.Server.AdminAsync(HttpMethod.Post, $"accounts/{person.Uin}/app-passwords", new { name = "phone" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        using var added = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return new(shared.Server, person.Uin, added.RootElement.GetProperty("password").GetString()!);
    }

    [Fact]
    public async Task An_app_password_lives_from_add_to_remove()
    {
        var owner = await shared.Server.AddPersonAsync();
        var added = await AccountAsync($"app-password add {owner.Uin} --name phone");
        Assert.Matches($"^{owner.Uin} app password 1 added: ([0-9a-z]{{4}}-){{6}}[0-9a-z]{{4}}\n$", added);
        var text = added.Trim().Split(' ')[^1];
        var never = await AccountAsync($"app-password list {owner.Uin}");
        Assert.Matches("^1\tphone\t[^\t]+Z\tnever\t\n$", never);
        Assert.DoesNotContain(text, never, StringComparison.Ordinal);

        var phone = new Person(shared.Server, owner.Uin, text) { From = Elsewhere };
        Assert.Contains("RS=0", await phone.LoginAsync(), StringComparison.Ordinal);
        Assert.Matches("^1\tphone\t[^\t]+Z\t[^\t]+Z\t127.0.0.2\n$", await AccountAsync($"app-password list {owner.Uin}"));
        Assert.Contains("by app password 1", await AccountAsync($"show {owner.Uin}"), StringComparison.Ordinal);

        Assert.Equal($"{owner.Uin} app password 1 removed\n", await AccountAsync($"app-password remove {owner.Uin} 1"));
        Assert.Equal("20", await phone.ResultAsync("List"));
        Assert.Equal("0&RS=1&RA=密码错误", Behind(await phone.LoginAsync()));
        Assert.Contains("RS=0", await owner.LoginAsync(), StringComparison.Ordinal);
        await RefusedAsync($"app-password remove {owner.Uin} 1", 4, $"account {owner.Uin} has no app password 1");
        await RefusedAsync($"app-password add {TestServer.NextUin()}", 4, "there is no account");
        await RefusedAsync($"app-password add {owner.Uin} --name {new string('n', 33)}", 4, "at most 32 characters");
    }

    [Fact]
    public async Task The_wire_can_be_closed_to_the_password_or_to_everything()
    {
        var owner = await shared.Server.AddOnlineAsync();
        var phone = await WithAppPasswordAsync(owner);
        Assert.Contains("wire login\tapp-password\n", await AccountAsync($"edit {owner.Uin} --wire-login app-password"),
            StringComparison.Ordinal);
        Assert.Equal("20", await owner.ResultAsync("List"));
        Assert.Equal("0&RS=1&RA=密码错误", Behind(await owner.LoginAsync()));
        Assert.Contains("RS=0", await phone.LoginAsync(), StringComparison.Ordinal);
        await AccountAsync($"edit {owner.Uin} --wire-login off");
        Assert.Equal("20", await phone.ResultAsync("List"));
        Assert.Equal("0&RS=1&RA=密码错误", Behind(await phone.LoginAsync()));
        await RefusedAsync($"edit {owner.Uin} --wire-login on", 2, "--wire-login must be one of", "password, app-password, off");
    }

    [Fact]
    public async Task From_an_address_that_is_not_allowed_nothing_opens_and_no_session_goes_on()
    {
        var owner = await shared.Server.AddPersonAsync();
        owner.From = IPAddress.Loopback;
        var elsewhere = new Person(shared.Server, owner.Uin, owner.Password) { From = Elsewhere };
        Assert.Contains("allowed from\t127.0.0.1/32, 2001:db8::/32\n",
            await AccountAsync($"edit {owner.Uin} --allow-from 127.0.0.1,2001:db8::/32"), StringComparison.Ordinal);
        Assert.Equal("0&RS=1&RA=密码错误", Behind(await elsewhere.LoginAsync()));
        var key = (await owner.LoginAsync("&SK=?")).Split("&SK=")[1];
        Assert.Equal("20", await elsewhere.ResultAsync("List", "&SK=" + key));
        Assert.Equal("0&FN=0", await owner.ResultAsync("List", "&SK=" + key));
        await AccountAsync($"edit {owner.Uin} --allow-from anywhere");
        Assert.Equal("0&FN=0", await elsewhere.ResultAsync("List", "&SK=" + key));
    }

    [Fact]
    public async Task Where_a_key_is_demanded_a_legacy_login_is_told_so_once_its_password_is_right()
    {
        var owner = await shared.Server.AddPersonAsync();
        await AccountAsync($"edit {owner.Uin} --require-key true");
        Assert.Equal("0&RS=1&RA=密码错误", Behind(await new Person(shared.Server, owner.Uin, "wrong").LoginAsync()));
        Assert.Equal("0&RS=1&RA=需要会话密钥", Behind(await owner.LoginAsync()));
        Assert.Equal("20", await owner.ResultAsync("List"));
        Assert.Contains("&RS=0&HI=60&LI=300&SK=", await owner.LoginAsync("&SK=?"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_server_can_demand_keys_also_of_sessions_from_before_and_all_of_it_outlives_a_restart()
    {
        using var directory = new TemporaryDirectory();
        Person owner, phone;
        await using (var server = await LocalServer.StartAsync(directory.At("data")))
        {
            owner = await server.AddOnlineAsync();
            using var added = await server.AdminAsync(HttpMethod.Post, $"accounts/{owner.Uin}/app-passwords", new { });
            using var json = JsonDocument.Parse(await added.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            phone = new(server, owner.Uin, json.RootElement.GetProperty("password").GetString()!);
        }

        await using var again = await LocalServer.StartAsync(directory.At("data"), "--require-key", "true");
        (owner, phone) = (new(again, owner.Uin, owner.Password), new(again, phone.Uin, phone.Password));
        Assert.Equal("20", await owner.ResultAsync("List"));
        Assert.Equal("0&RS=1&RA=需要会话密钥", Behind(await owner.LoginAsync()));
        Assert.Contains("&SK=", await phone.LoginAsync("&SK=?"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.0.0.1/8")]
    [InlineData("10.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("10.0.0.0/33")]
    [InlineData("here")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("fe80::1%eth0")]
    public async Task What_is_no_network_is_refused_with_examples(string text)
    {
        var owner = await shared.Server.AddPersonAsync();
        await RefusedAsync($"edit {owner.Uin} --allow-from {text}", 2, $"'{text}'", "10.0.0.0/8 or 2001:db8::/32");
    }

    [Fact]
    public async Task A_new_account_can_be_made_with_all_of_it()
    {
        var uin = TestServer.NextUin();
        await AccountAsync($"add {uin} --nick Anna --password apple --wire-login app-password --allow-from 10.0.0.0/8 --require-key true");
        var shown = await AccountAsync($"show {uin}");
        Assert.Contains("wire login\tapp-password\nallowed from\t10.0.0.0/8\nrequires key\tyes\n", shown, StringComparison.Ordinal);
        await RefusedAsync($"add {TestServer.NextUin()} --nick Anna --password apple --allow-from 10.0.0.1,", 2, "--allow-from");
    }

    private static string Behind(string reply) => reply[(reply.IndexOf("&RES=", StringComparison.Ordinal) + 5)..];
}
