using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Commands;

/// <summary>Login (protocol.md §5.1).</summary>
public sealed class LoginTests(SharedServer shared)
{
    private const string Lc = "&M5=1&LC=9326B87B234E7235";

    [Fact]
    public async Task The_right_password_logs_in()
    {
        var me = await shared.Server.AddPersonAsync();
        Assert.Equal("0&RS=0&HI=60&LI=300", await me.ResultAsync("Login", $"&PS={me.PasswordMd5}{Lc}"));
    }

    [Fact]
    public async Task The_md5_may_be_in_upper_case_and_followed_by_a_space()
    {
        var me = await shared.Server.AddPersonAsync();
        Assert.Equal("0&RS=0&HI=60&LI=300", await me.ResultAsync("Login", $"&PS={me.PasswordMd5.ToUpperInvariant()} {Lc}"));
    }

    [Fact]
    public async Task A_wrong_password_is_told()
    {
        var me = await shared.Server.AddPersonAsync();
        Assert.Equal("0&RS=1&RA=密码错误", await me.ResultAsync("Login", $"&PS={Person.Md5("other")}{Lc}"));
    }

    [Fact]
    public async Task No_such_account_and_a_disabled_one_look_like_a_wrong_password()
    {
        var nobody = new Person(shared.Server, TestServer.NextUin(), "x");
        Assert.Equal("0&RS=1&RA=密码错误", await nobody.ResultAsync("Login", $"&PS={nobody.PasswordMd5}{Lc}"));

        var me = await shared.Server.AddPersonAsync();
        using var disabled = await shared.Server.AdminAsync(HttpMethod.Post, $"accounts/{me.Uin}/disable");
        Assert.True(disabled.IsSuccessStatusCode);
        Assert.Equal("0&RS=1&RA=密码错误", await me.ResultAsync("Login", $"&PS={me.PasswordMd5}{Lc}"));
    }

    [Fact]
    public async Task A_uin_below_10000_is_illegal() =>
        Assert.Equal("5", await new Person(shared.Server, 100, "x").ResultAsync("Login", $"&PS={Person.Md5("x")}{Lc}"));

    [Fact]
    public async Task Nobody_logs_in_as_the_system() =>
        Assert.Equal("0&RS=1&RA=密码错误", await new Person(shared.Server, 10000, "x").ResultAsync("Login", $"&PS={Person.Md5("x")}{Lc}"));

    [Theory]
    [InlineData("&PS=&M5=1&LC=9326B87B234E7235")]
    [InlineData("&M5=1&LC=9326B87B234E7235")]
    [InlineData("&PS=5f4dcc3b5aa765d61d8327deb882cf99&M5=1&LC=1223423545756679")]
    [InlineData("&PS=5f4dcc3b5aa765d61d8327deb882cf99&M5=1")]
    public async Task An_empty_password_or_a_foreign_client_code_is_answered_with_null(string fields) =>
        Assert.Equal("NULL", await new Person(shared.Server, 20_000, "x").ResultAsync("Login", fields));

    [Fact]
    public async Task A_client_that_asks_for_a_key_is_known_by_it_alone()
    {
        var me = await shared.Server.AddPersonAsync();
        var reply = await me.LoginAsync("&SK=?");
        var key = reply[(reply.IndexOf("&SK=", StringComparison.Ordinal) + 4)..];
        Assert.Matches("^[A-Za-z0-9_-]{22}$", key);
        Assert.Equal("20", await me.ResultAsync("GetMsgEx"));
        Assert.Equal("20", await me.ResultAsync("GetMsgEx", "&SK=AAAAAAAAAAAAAAAAAAAAAA"));
        Assert.StartsWith("0&MN=0", await me.ResultAsync("GetMsgEx", "&SK=" + key), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_from_another_address_ends_the_older_session_there_alone()
    {
        var here = await shared.Server.AddOnlineAsync();
        var elsewhere = new Person(shared.Server, here.Uin, here.Password) { From = IPAddress.Parse("127.0.0.2") };
        Assert.Equal("20", await elsewhere.ResultAsync("List"));
        Assert.Equal("0&FN=0", await here.ResultAsync("List"));
        await elsewhere.LoginAsync();
        Assert.Equal("20", await here.ResultAsync("List"));
        Assert.Equal("0&FN=0", await elsewhere.ResultAsync("List"));
    }

    [Fact]
    public async Task A_key_is_good_from_any_address()
    {
        var me = await shared.Server.AddPersonAsync();
        var reply = await me.LoginAsync("&SK=?");
        var key = reply[(reply.IndexOf("&SK=", StringComparison.Ordinal) + 4)..];
        me.From = IPAddress.Parse("127.0.0.2");
        Assert.Equal("0&FN=0", await me.ResultAsync("List", "&SK=" + key));
    }

    [Fact]
    public async Task A_legacy_login_sees_no_key() =>
        Assert.DoesNotContain("SK", await (await shared.Server.AddPersonAsync()).LoginAsync(), StringComparison.Ordinal);
}
