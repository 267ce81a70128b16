using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>
/// Passwords, what stands for them on the wire, app passwords, session keys and tokens stay where they belong,
/// whatever is logged and whatever fails.
/// </summary>
public sealed class SecrecyTests
{
    private readonly List<string> _admin = [];
    private readonly HashSet<string> _secrets = [];
    private string _inAddress = "";

    [Fact]
    public async Task With_everything_logged_no_secret_stands_in_logs_files_or_answers()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await RunningServer.StartAsync(directory.At("data"), "--log-level", "trace", "--require-key", "true");
        Add(JsonDocument.Parse(await File.ReadAllBytesAsync(directory.At("data/admin.json"),
            TestContext.Current.CancellationToken)).RootElement.GetProperty("token").GetString()!);

        var owner = await LiveAsync(server);
        await FailAsync(server, owner);
        await server.TerminateAsync();

        Assert.Contains("is damaged", server.Log, StringComparison.Ordinal);
        Assert.True(_secrets.Count >= 10, "too few secrets were used");
        var files = Directory.GetFiles(directory.FullPath, "*", SearchOption.AllDirectories).Where(file =>
            Path.GetFileName(file) != "admin.json").ToList();
        Assert.Contains(files, file => Path.GetFileName(file) == "tqq.db");
        foreach (var file in files)
            AssertClean(file, Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
        Assert.Contains("dbug:", server.Log, StringComparison.Ordinal);
        AssertClean("the log", server.Log);
        Assert.DoesNotContain("$argon2id$", server.Log, StringComparison.Ordinal);
        AssertClean("the banner", server.Banner);
        AssertClean("what the admin API answered", string.Join('\n', _admin));
    }

    [Fact]
    public async Task A_server_that_dies_in_the_middle_of_a_login_says_no_secret()
    {
        if (!FaultyDisk.CanBeBuilt)
            Assert.Skip("gcc is not installed");
        using var directory = new TemporaryDirectory();
        var disk = await FaultyDisk.BuildAsync(Path.Combine(Repository.Root, "tests/faults/shims/disk.c"), directory.At("faults"));
        await using var server = await RunningServer.StartAsync(directory.At("data"), disk.Environment, null, "--log-level", "trace");
        var owner = await server.AddPersonAsync();
        Add(owner.Password);
        await LoginWrongAsync(server, owner.Uin, "a wrong password");
        disk.FailNextSync("wal");
        Assert.DoesNotContain("&RS=0", await LoginOrBreakAsync(owner), StringComparison.Ordinal);
        Assert.Equal(1, await server.WaitForExitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains("has failed and the server stops", server.Log, StringComparison.Ordinal);
        AssertClean("the log", server.Log);
        Assert.DoesNotContain("$argon2id$", server.Log, StringComparison.Ordinal);
    }

    // All that has to do with secrets, right and wrong.
    private async Task<Person> LiveAsync(RunningServer server)
    {
        var owner = await server.AddPersonAsync();
        Add(owner.Password);
        Add((await owner.LoginAsync("&SK=?")).Split("&SK=")[1]);
        await owner.LoginAsync();
        await LoginWrongAsync(server, owner.Uin, "a wrong password");
        await LoginWrongAsync(server, TestServer.NextUin(), "a password of nobody");

        // Shown once on purpose: the answer to its making is not kept.
        using var made = await server.AdminAsync(HttpMethod.Post, $"accounts/{owner.Uin}/app-passwords", new { name = "phone" });
        using var json = JsonDocument.Parse(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var phone = new Person(server, owner.Uin, json.RootElement.GetProperty("password").GetString()!);
        Add(phone.Password);
        var key = (await phone.LoginAsync("&SK=?")).Split("&SK=")[1];
        Add(key);
        Assert.Equal("0&FN=0", await phone.ResultAsync("List", "&SK=" + key));
        Assert.Equal("20", await phone.ResultAsync("List", "&SK=" + key[..21] + "!"));

        var uin = owner.Uin;
        await AskAdminAsync(server, HttpMethod.Get, "accounts");
        await AskAdminAsync(server, HttpMethod.Get, $"accounts/{uin}");
        await AskAdminAsync(server, HttpMethod.Get, $"accounts/{uin}/app-passwords");
        await AskAdminAsync(server, HttpMethod.Get, "server");
        Add("another password");
        await AskAdminAsync(server, HttpMethod.Put, $"accounts/{uin}/password", new { password = "another password" });
        Add("misplaced password");
        await AskAdminAsync(server, HttpMethod.Put, $"accounts/{uin}/password", new { pasword = "misplaced password" });
        await AskAdminAsync(server, HttpMethod.Post, "accounts", new { uin, nick = "n", password = "misplaced password" });
        Add("an impossible\u0001password");
        await AskAdminAsync(server, HttpMethod.Post, "accounts", new { uin = 1, nick = "n", password = "an impossible\u0001password" });
        using var guess = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Web, "admin/api/v1/accounts"));
        guess.Headers.Authorization = new("Bearer", "a-guessed-token");
        Add("a-guessed-token");
        using var client = new HttpClient();
        using var refused = await client.SendAsync(guess, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        _admin.Add(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await AskAdminAsync(server, HttpMethod.Delete, $"accounts/{uin}/app-passwords/1");
        owner = new(server, uin, "another password");
        await SendOneLineAsync(owner);
        return owner;
    }

    // A token that stands in an address is the easiest to come into a log.
    private async Task SendOneLineAsync(Person owner)
    {
        using var program = await ApiClient.SignInAsync(owner);
        Add(program.Token!);
        var made = await program.AskAsync(HttpMethod.Post, "tokens", new { name = "tool", rights = "send" }, HttpStatusCode.Created);
        Add(_inAddress = made.GetProperty("token").GetString()!);
        using var tool = new ApiClient(owner.Server, owner.From);
        using var sent = await tool.CallAsync(HttpMethod.Post, $"to/{owner.Uin}?auth={_inAddress}", new StringContent("hi"));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Equal("400 /errors/bad-input",
            await tool.RefusalAsync(HttpMethod.Post, $"to/{owner.Uin}?auth={_inAddress}", new ByteArrayContent([0xFF])));
        Assert.Equal("401 /errors/not-signed-in",
            await tool.RefusalAsync(HttpMethod.Get, $"conversations?limit=x&auth={program.Token}"));
    }

    // A login that ends in an exception deep inside: the row of the account is not as it was written.
    private async Task FailAsync(RunningServer server, Person owner)
    {
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(server.Data, "tqq.db")};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE account SET password_hash = 'broken'";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Contains("&RES=3", await owner.LoginAsync("&SK=?"), StringComparison.Ordinal);
        // The account is damaged for whoever comes with an address as well.
        using var tool = new ApiClient(server, owner.From);
        Assert.NotEqual("", await tool.RefusalAsync(HttpMethod.Post, $"to/{owner.Uin}?auth={_inAddress}", new StringContent("hi")));
    }

    private static async Task<string> LoginOrBreakAsync(Person person)
    {
        try
        {
            return await person.LoginAsync("&SK=?");
        }
        catch (SocketException)
        {
            return "";
        }
    }

    private async Task LoginWrongAsync(RunningServer server, uint uin, string password)
    {
        Add(password);
        await new Person(server, uin, password).LoginAsync();
    }

    private async Task AskAdminAsync(RunningServer server, HttpMethod method, string path, object? body = null)
    {
        using var answer = await server.AdminAsync(method, path, body);
        _admin.Add(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private void Add(string secret)
    {
        _secrets.Add(secret);
        _secrets.Add(Person.Md5(secret));
    }

    private void AssertClean(string where, string text)
    {
        foreach (var secret in _secrets)
            Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase),
                $"{where} holds the secret '{secret}': {Around(text, secret)}");
    }

    private static string Around(string text, string secret)
    {
        var at = text.IndexOf(secret, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? "" : text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 100)];
    }
}
