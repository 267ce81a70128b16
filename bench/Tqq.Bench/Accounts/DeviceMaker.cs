using System.Globalization;
using System.IO.Hashing;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Tqq.Core.Changes;
using Tqq.Core.Devices;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Bench.Accounts;

/// <summary>Fills a data directory with accounts of which each has a program that is signed in, straight through the store.</summary>
internal static class DeviceMaker
{
    private const int Batch = 10_000;
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // All of a batch is one transaction.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    /// <summary>Makes accounts.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="uins">Their numbers.</param>
    public static async Task FillAsync(string data, IEnumerable<uint> uins)
    {
        var hash = await AccountMaker.HashAsync("bench");
        using var directory = DataDirectory.Open(data);
        await using var store = SqliteStore.Open(directory.StorePath, timeout: s_patience);
        await store.WriteLastAliveAsync(DateTimeOffset.UtcNow);
        foreach (var batch in uins.Chunk(Batch))
            await Task.WhenAll(batch.Select(uin => store.CommitAsync(new(uin), [.. Changes(uin, hash)])));
    }

    /// <summary>What the program of an account sends with each request.</summary>
    public static string Header(uint uin) => $"Authorization: Bearer {Token(uin)}\r\n";

    // A token as the server makes them, but that nothing in it is random (docs/api.md).
    private static string Token(uint uin)
    {
        var body = uin.ToString("D32", CultureInfo.InvariantCulture);
        var check = new char[6];
        var rest = Crc32.HashToUInt32(Encoding.ASCII.GetBytes(body));
        for (var at = check.Length - 1; at >= 0; at--, rest /= 62)
            check[at] = Digits[(int)(rest % 62)];
        return $"tq_{body}{new string(check)}";
    }

    private static IEnumerable<Change> Changes(uint uin, string hash)
    {
        var now = DateTimeOffset.UtcNow;
        yield return new Change.AccountCreated(new(new(uin), Profile.Named("account " + uin), AccountSettings.Default, true, now), hash);
        yield return new Change.LogOpened();
        yield return new Change.DeviceOpened(
            new(1, DeviceKind.Program, "bench", IPAddress.Loopback, now, now,
                Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(Token(uin))))),
            Status.Online);
    }
}
