using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Profiles;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Faults.Wire.Slow;

/// <summary>The real program on loopback, with three accounts: one that many know, and two that behave.</summary>
internal sealed partial class ServerUnderTest : IAsyncDisposable
{
    public const uint Far = 20_001;
    public const uint Near = 20_002;

    private const int Friends = 5_500;
    private const string Password = "apple";

    private readonly string _directory = Directory.CreateTempSubdirectory("tqq-faults-").FullName;

    public Child Process { get; private set; } = null!;

    public IPEndPoint Wire { get; private set; } = null!;

    public static string PasswordMd5 { get; } = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(Password)));

    public static async Task<ServerUnderTest> StartAsync(params string[] flags)
    {
        var server = new ServerUnderTest();
        var data = Path.Combine(server._directory, "data");
        await FillAsync(data);
        server.Process = Child.Start(0, 0, "tqq.dll",
            ["serve", "--data", data, "--listen", "127.0.0.1:0", "--web", "127.0.0.1:0", "--rate-other", "off", .. flags]);
        var banner = await server.Process.ReadUntilAsync("Ctrl-C");
        server.Wire = new(IPAddress.Loopback, int.Parse(Port().Match(banner).Groups[1].Value, CultureInfo.InvariantCulture));
        return server;
    }

    /// <summary>Lets the account that many know log in.</summary>
    /// <returns>Its session key, which opens the session from everywhere.</returns>
    public async Task<string> KeyOfThePopularAsync()
    {
        var reply = await new Healthy(Wire, IPAddress.Loopback, Attacker.Popular).LoginAsync(PasswordMd5, "&SK=?");
        return reply[(reply.IndexOf("SK=", StringComparison.Ordinal) + 3)..];
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task FillAsync(string data)
    {
        using var vault = new PasswordVault(new());
        var hash = await vault.HashAsync(Password, default);
        var now = DateTimeOffset.UtcNow;
        using var directory = DataDirectory.Open(data);
        await using var store = SqliteStore.Open(directory.StorePath);
        await store.WriteLastAliveAsync(now);
        foreach (var uin in (uint[])[Attacker.Popular, Far, Near])
            await store.CommitAsync(new(uin),
                [new Change.AccountCreated(new(new(uin), Profile.Named("account " + uin), AccountSettings.Default, true, now), hash)]);
        await store.CommitAsync(
            new(Attacker.Popular), [.. Enumerable.Range(0, Friends).Select(number =>
                new Change.ContactSet(new Uin(3_000_000_000 + (uint)number), true, true, now))]);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:(\d+)/")]
    private static partial Regex Port();
}
