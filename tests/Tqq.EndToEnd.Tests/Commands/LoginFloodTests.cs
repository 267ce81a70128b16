using System.Net;
using Tqq.EndToEnd.Tests.Running;
using Tqq.Server.Passwords;

namespace Tqq.EndToEnd.Tests.Commands;

/// <summary>A flood of logins, small: `tests/faults/logins` runs the large one and measures.</summary>
public sealed class LoginFloodTests
{
    private const int Flood = 300;

    private static readonly string[] s_refusals = ["0&RS=1&RA=密码错误", "3"];

    [Fact]
    public async Task It_keeps_nobody_out_of_their_account_from_where_they_usually_log_in_nor_others_from_anywhere()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), PasswordCost.Usual);
        var (victim, other) = (await server.AddOnlineAsync(), await server.AddPersonAsync());
        var flood = Enumerable.Range(0, Flood).Select(number =>
            new Person(server, number % 2 == 0 ? victim.Uin
            : (uint)(50_000 + number), "guess") { From = new([127, 0, 1, (byte)(1 + (number % 20))]) }
            .ResultAsync("Login", $"&PS={Person.Md5("guess " + number)}&M5=1&LC=9326B87B234E7235")).ToList();

        Assert.Equal("0&FN=0", await victim.ResultAsync("List"));
        Assert.Contains("RS=0", await victim.LoginAsync(), StringComparison.Ordinal);
        Assert.Contains("RS=0", await new Person(server, other.Uin, other.Password) { From = IPAddress.Parse("127.0.0.3") }.LoginAsync(),
            StringComparison.Ordinal);

        // The rest waits until the server ends: held back, or for its password to be computed.
        Assert.Contains(await await Task.WhenAny(flood), s_refusals);
        await server.DisposeAsync();
        await Task.WhenAll(flood).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.All(flood.Where(login => login.IsCompletedSuccessfully && login.Result != "NULL"), login =>
            Assert.Contains(login.Result, s_refusals));
    }
}
