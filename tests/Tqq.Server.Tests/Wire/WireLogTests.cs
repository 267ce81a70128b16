using Microsoft.Extensions.Logging;
using Tqq.Core.Operations;

namespace Tqq.Server.Tests.Wire;

/// <summary>A client developer sees why the answer was NULL, and an operator who comes, goes and is refused.</summary>
public sealed class WireLogTests
{
    private const string Secret = "5f4dcc3b5aa765d61d8327deb882cf99";
    private const string Head = "VER=1.1&SEQ=7&UIN=10001&CMD=";
    private const string Login = Head + "Login&PS=" + Secret + "&LC=9326B87B234E7235";

    private readonly ScriptedMessenger _messenger = new();

    public static TheoryData<string, string> Nulls => new()
    {
        { "VER=2.0&CMD=List&SEQ=7&UIN=10001", "VER is '2.0' and has to be 1.0, 1.1 or 1.2" },
        { "no body", "VER is missing and has to be 1.0, 1.1 or 1.2" },
        { Head + "Lost", "CMD is 'Lost' and has to be a command of the protocol" },
        { "VER=1.1&CMD=List&SEQ=a/b&UIN=10001", "SEQ is 'a/b' and has to be 1 to 32 of 0-9 A-Z a-z _ . -" },
        { "VER=1.1&CMD=List&SEQ=7", "UIN is missing and has to be a number of 1 to 10 digits" },
        { "VER=" + Secret + "&CMD=List&SEQ=7&UIN=10001", "VER is '***' and has to be 1.0, 1.1 or 1.2" },
        { "VER=1.1&SEQ=7&UIN=10001&CMD=" + Secret, "CMD is '***' and has to be a command of the protocol" },
        { "VER=1.1&SEQ=7&UIN=10001&CMD=Login;PS=" + Secret, "CMD is 'Login;PS=***' and has to be a command of the protocol" },
        { "VER=1.1&SEQ=7&UIN=10001&CMD=Login;ps%3dopen-sesame", "CMD is 'Login;ps%3d***' and has to be a command of the protocol" },
        { "VER=1.1&CMD=List&UIN=10001&SEQ=" + Secret + "!", "SEQ is '***!' and has to be 1 to 32 of 0-9 A-Z a-z _ . -" },
        { "VER=1.1&CMD=List&SEQ=7&UIN=" + Secret, "UIN is '***' and has to be a number of 1 to 10 digits" },
        { "VER=1.1&CMD=List&SEQ=7&UIN=10001;PS=" + Secret, "UIN is '10001;PS=***' and has to be a number of 1 to 10 digits" },
        { "VER=1.1&CMD=List&SEQ=7&UIN=10001;SK=the-key", "UIN is '10001;SK=***' and has to be a number of 1 to 10 digits" },
        { Head + "GetInfo&LV=2&UN=" + Secret.ToUpperInvariant(), "UN is '***' and has to be a number of 1 to 10 digits" },
        { Head + "GetInfo&UN=10002&LV=" + Secret, "LV is '***' and has to be a number of 1 to 10 digits" },
        { Head + "Change_Stat&ST=" + Secret, "ST is '***' and has to be 10, 20, 30 or 40" },
        { Head + "List&TN=\u001b[2J", "TN is '?[2J' and has to be a number of 1 to 10 digits" },
        { Head + "GetInfo&UN=10002", "the command needs a field that is missing or empty: of UN, LV, CD there is no LV, no CD" },
        { Head + "CLTMSG&UN=10002", "the command needs a field that is missing or empty: of PS, LC, MG there is no PS, no LC, no MG" },
        { Head + "CLTMSG&UN=10002&MG=%C4%E3", "MG is not UTF-8" },
        { Head + "Change_Stat&ST=25", "ST is '25' and has to be 10, 20, 30 or 40" },
        { Head + "GetMsgEx&SK=k&AK=x", "AK is 'x' and has to be 0, or COUNT.SEQ" },
        { Head + "Login&PS=" + Secret + "&LC=1234", "LC is none of the client codes that may log in (--client-codes)" },
    };

    private static string Post(string body) =>
        $"POST / HTTP/1.1\r\nContent-Length: {System.Text.Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    private async Task<(LogLevel, string)[]> LoggedAsync(string bytes, Server.Wire.Limits.WireOptions? options = null)
    {
        var client = new PipeClient(_messenger, options, new(System.Net.IPAddress.Parse("192.0.2.7"), 1));
        await client.SendAsync(bytes);
        client.End();
        await client.ReadToEndAsync();
        await client.Handler;
        Assert.All(client.WireLogged, logged => Assert.DoesNotContain(Secret, logged.Line, StringComparison.Ordinal));
        return [.. client.WireLogged];
    }

    [Theory]
    [MemberData(nameof(Nulls))]
    public async Task Every_null_is_one_line_with_its_reason(string body, string reason) =>
        Assert.Equal([(LogLevel.Debug, "a request from 192.0.2.7 got no reply (NULL): " + reason)], await LoggedAsync(Post(body)));

    [Theory]
    [InlineData(Secret, "***")]
    [InlineData("Login;PS=" + Secret, "Login;PS=***")]
    [InlineData("List-" + Secret, "List-***")]
    public void The_warning_of_an_unknown_command_holds_no_password_hash(string command, string shown) =>
        Assert.Equal(shown,
            Tqq.Protocol.Commands.RequestParser.CommandForLog(System.Text.Encoding.ASCII.GetBytes("VER=1.1&SEQ=7&UIN=10001&CMD="
            + command)));

    [Fact]
    public async Task So_is_a_request_that_ends_before_its_content_length_and_one_too_many()
    {
        Assert.Contains("is its Content-Length right?",
            Assert.Single(await LoggedAsync("POST / HTTP/1.1\r\nContent-Length: 99\r\n\r\nVER=1.1")).Item2, StringComparison.Ordinal);
        Assert.Contains("in flight", Assert.Single(await LoggedAsync(Post(Head + "List"), new() { RequestsPerAddress = 0 })).Item2,
            StringComparison.Ordinal);
        _messenger.Answers = _ => Answer.Silence.Instance;
        Assert.Contains("--quirks", Assert.Single(await LoggedAsync(Post(Head + "List"))).Item2, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_refused_head_is_one_line_with_its_status() => Assert.Equal(
        [(LogLevel.Debug, "a head from 192.0.2.7 was refused with 411: a POST needs a Content-Length")],
            await LoggedAsync("POST / HTTP/1.1\r\n\r\n"));

    [Theory]
    [InlineData(LoginObstacle.WrongPassword, "the password is wrong")]
    [InlineData(LoginObstacle.NoSuchAccount, "there is no such account")]
    [InlineData(LoginObstacle.Disabled, "the account is disabled")]
    [InlineData(LoginObstacle.WireLoginOff, "the account has no login on this port")]
    [InlineData(LoginObstacle.Address, "the account does not let this address in")]
    [InlineData(LoginObstacle.AppPasswordOnly, "the account lets only app passwords in, and this is none of them")]
    [InlineData(LoginObstacle.Changed, "the account was changed meanwhile")]
    public async Task Every_failed_login_is_one_line_with_its_reason_and_address(LoginObstacle obstacle, string reason)
    {
        _messenger.LoginAnswer = new Answer.LoginFailed(obstacle);
        Assert.Equal([(LogLevel.Information, "LOGIN of 10001 from 192.0.2.7: failed (RS=1): " + reason)], await LoggedAsync(Post(Login)));
    }

    [Fact]
    public async Task Logins_logouts_and_refusals_are_one_line_each_and_polls_none()
    {
        Assert.Equal([(LogLevel.Information, "LOGIN of 10001 from 192.0.2.7: logged in")], await LoggedAsync(Post(Login)));
        Assert.Equal([(LogLevel.Information, "LOGOUT of 10001 from 192.0.2.7: logged out")], await LoggedAsync(Post(Head + "Logout")));
        _messenger.Answers = _ => Answer.NothingToEnd.Instance;
        Assert.Equal([(LogLevel.Debug, "LOGOUT of 10001 from 192.0.2.7: no session of this address or key to end (RES=0)")],
            await LoggedAsync(Post(Head + "Logout")));
        _messenger.LoginAnswer = new Answer.LoggedIn("the key");
        Assert.Equal([(LogLevel.Information, "LOGIN of 10001 from 192.0.2.7: logged in, with a session key")],
            await LoggedAsync(Post(Login + "&SK=?")));
        _messenger.Answers = _ => Answer.Refused.Instance;
        Assert.Equal([(LogLevel.Information, "CLTMSG of 10001 from 192.0.2.7: refused (RES=3)")],
            await LoggedAsync(Post(Head + "CLTMSG&UN=10002&MG=secret")));
        _messenger.Answers = _ => Answer.NotLoggedIn.Instance;
        Assert.Equal([(LogLevel.Debug, "LIST of 10001 from 192.0.2.7: no session of this address or key (RES=20)")],
            await LoggedAsync(Post(Head + "List")));
        _messenger.Answers = _ => Answer.HandedOut.None;
        Assert.Empty(await LoggedAsync(Post(Head + "GetMsgEx")));
    }

    [Fact]
    public async Task What_a_browser_sent_for_a_page_says_so() => Assert.Contains(
        "--browser-origins",
            Assert.Single(
            await LoggedAsync($"POST / HTTP/1.1\r\nOrigin: null\r\nContent-Length: {(Head + "List").Length}\r\n\r\n{Head}List")).Item2,
            StringComparison.Ordinal);
}
