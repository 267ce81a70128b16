using System.Net;
using System.Security.Cryptography;
using Tqq.Core;
using Tqq.Core.Access;
using Tqq.Core.Changes;
using Tqq.Core.Devices;
using Tqq.Core.Mail;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Storage.Sqlite.Flips;

/// <summary>A store with a little of everything, as the bytes of its files.</summary>
/// <param name="Database">tqq.db.</param>
/// <param name="Log">tqq.db-wal as a killed server leaves it; empty after an orderly end.</param>
public sealed record SmallStore(byte[] Database, byte[] Log)
{
    private static readonly DateTimeOffset s_noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The accounts in it, and one that is not. The last two keep logs.</summary>
    public static Uin[] Uins { get; } = [new(10001), new(10002), new(10003), new(20001), new(30001), new(30002)];

    /// <summary>An account that keeps a log.</summary>
    public static Uin Logged => Uins[4];

    /// <summary>The account with devices, whose log has a little of everything.</summary>
    public static Uin Equipped => Uins[5];

    /// <summary>The hash of what the client of a device shows, or of the code of an invitation.</summary>
    public static string Secret(int number) => AppPassword.HashOf("secret" + number);

    /// <summary>What an account of such a store has for a password.</summary>
    public static string Hash(Uin uin) =>
        $"$argon2id$v=19$m=8,t=1,p=1${Unpadded(new byte[16])}${Unpadded(SHA256.HashData(BitConverter.GetBytes(uin.Value)))}";

    /// <summary>Makes one.</summary>
    /// <param name="isKilled">Whether its server was killed in the middle of its work.</param>
    public static async Task<SmallStore> MakeAsync(bool isKilled)
    {
        var directory = Directory.CreateTempSubdirectory("tqq-");
        try
        {
            var path = Path.Combine(directory.FullName, "tqq.db");
            await using (var store = SqliteStore.Open(path))
            {
                await FillAsync(store);
                if (!isKilled)
                    goto ended;
            }

            // A second life, so that the database has something of its own and the log what came after.
            await using (var store = SqliteStore.Open(path))
            {
                foreach (var uin in Uins[..3])
                    await store.CommitAsync(uin, [Message(8, "later"), new Change.Delivered(5, 4, 8)]);
                await store.CommitAsync(Logged, [Came(10, "later", 10001), Sent(11),
                    new Change.ReadMarked(new(10002), 9, 12, Settles: true), new Change.ItemDeleted(2, 13, s_noon)]);
                await store.CommitAsync(Uins[0],
                    [Message(9, new string('l', 2500)), new Change.ContactSet(new(10003), false, false, s_noon)]);
                return new(Read(path), Read(path + "-wal"));
            }

        ended:
            return new(Read(path), []);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>A message of this store.</summary>
    public static Change Message(long id, string text) =>
        new Change.MessageAppended(new(id, MessageKind.Text, new(10002), $"{id}: {text}", s_noon.AddMinutes(id)));

    /// <summary>A message that came into the log of this store.</summary>
    public static Change Came(long number, string text, uint from = 10002) =>
        new Change.MessageAppended(new(number, MessageKind.Text, new(from), $"{number}: {text}", s_noon.AddMinutes(number)), IntoLog: true);

    /// <summary>The key of a message of this store.</summary>
    public static TextKey Key(long id) => new(new(10002), new((ulong)id, ulong.MaxValue), -id);

    /// <summary>Puts the files into a directory.</summary>
    public string PutInto(string directory)
    {
        var path = Path.Combine(directory, "tqq.db");
        File.WriteAllBytes(path, Database);
        if (Log.Length > 0)
            File.WriteAllBytes(path + "-wal", Log);
        return path;
    }

    private static Change.SentAppended Sent(long number) => new(number, new(10002), $"{number}: sent", s_noon.AddMinutes(number),
        Key: $"key:{number}");

    private static Change Keyed(long id, string text) => (Change.MessageAppended)Message(id, text) with { Key = Key(id) };

    private static async Task FillAsync(SqliteStore store)
    {
        await store.WriteLastAliveAsync(s_noon);
        foreach (var uin in Uins[..3])
        {
            await store.CommitAsync(uin,
                [new Change.AccountCreated(new(uin, Profile.Named("name of " + uin), AccountSettings.Default, true, s_noon), Hash(uin))]);
            await store.CommitAsync(uin, [Message(1, "old")]);
        }

        foreach (var uin in Uins[..3])
        {
            // 4 found no room, as it were: its number was never used.
            await store.CommitAsync(uin, [Message(2, "hello"), Message(3, new string('x', 1500)), Message(5, "你好"), Keyed(6, "a"),
                Keyed(7, "b"), new Change.Delivered(2, 2, 4)]);
            await store.CommitAsync(uin,
            [
                new Change.ContactSet(Besides(uin, 10003), true, false, s_noon),
                    new Change.ContactSet(Besides(uin, 10001), true, true, s_noon),
                new Change.RequestSet(Besides(uin, 10002), "let me in", s_noon),
                    new Change.AskedSet(Besides(uin, 10003), "let me in, too", s_noon),
                    new Change.PeerMarked(new(Besides(uin, 10002), true, false), s_noon),
                    new Change.SessionStarted(new(IPAddress.Loopback, AppPassword.HashOf("KEY" + uin), Status.Busy, s_noon)),
            ]);
        }

        await FillLogAsync(store);
        await FillDevicesAsync(store);
        await FillAccessAsync(store);
        await store.SweepMessagesAsync(s_noon.AddMinutes(1.5), 0, 10);
    }

    private static async Task FillLogAsync(SqliteStore store)
    {
        await store.CommitAsync(Logged,
            [new Change.AccountCreated(new(Logged, Profile.Named("name of " + Logged), AccountSettings.Default, true, s_noon),
            Hash(Logged))]);
        await store.CommitAsync(Logged,
            [new Change.SessionStarted(new(IPAddress.Loopback, AppPassword.HashOf("KEY"), Status.Busy, s_noon))]);
        await store.CommitAsync(Logged, [Message(1, "before there was a log"), Message(2, "waits")]);
        await store.CommitAsync(Logged, [new Change.Delivered(1, 1, 25, FromLog: true),
            Sent(3), Came(5, "你好"), Came(6, new string('y', 1500), 10001),
            Sent(7), Came(8, "unread", 10003)]);
        await store.CommitAsync(Logged, [new Change.ReadMarked(new(10001), 6, 9, Settles: true)]);
    }

    private static async Task FillDevicesAsync(SqliteStore store)
    {
        var settings = AccountSettings.Default with { WhoMayFind = WhoMayFind.Everyone };
        var address = IPAddress.Parse("192.0.2.7");
        await store.CommitAsync(Equipped,
            [new Change.AccountCreated(new(Equipped, Profile.Named("name of " + Equipped), settings, true, s_noon), Hash(Equipped)),
            new Change.InvitationUsed(await store.AddInvitationAsync(new(0, Secret(9), "a friend", "admin", s_noon, 3, 0, null)))]);
        await store.AddInvitationAsync(new(0, Secret(8), "others", "admin", s_noon, 1, 0, s_noon.AddDays(7)));
        await store.CommitAsync(Equipped,
            [new Change.LogOpened(),
            new Change.DeviceOpened(new(1, DeviceKind.Web, "page", address, s_noon, s_noon, Secret(1)), Status.Busy),
            new Change.DeviceOpened(new(2, DeviceKind.Program, "token", address, s_noon, s_noon, Secret(2),
                new(TokenRights.Send, [new(10001), new(10002)], s_noon.AddDays(30))), Status.Busy),
            new Change.DevicePushSet(
                1, new("https://push.example.net/a", new string('K', 87), new string('S', 22), PushWords.Text, s_noon))]);
        await store.ChooseRegistrationAsync(new(RegistrationMode.Invite, "10001", s_noon));
        await store.KeepPushKeyAsync(new string('P', 43), default);
        await store.CommitAsync(Equipped,
            [Came(1, "first"), Sent(2), Came(3, "deleted"), new Change.ItemDeleted(3, 4, s_noon),
            new Change.FriendNoted(new(10003), true, 5, s_noon), Came(6, "read", 10003),
            new Change.ReadMarked(new(10003), 6, 7, Settles: true)]);
        await store.CommitAsync(Equipped, [Sent(8), Came(9, "last", 10001)]);
    }

    private static async Task FillAccessAsync(SqliteStore store)
    {
        await store.CommitAsync(Uins[0],
            [new Change.AppPasswordAdded(new(1, "mail", Secret(3), s_noon)), new Change.AppPasswordAdded(new(2, "bot", Secret(4), s_noon)),
            new Change.AppPasswordUsed(2, new(s_noon, IPAddress.Loopback)), new Change.UsualAddressesSet([IPAddress.Loopback])]);
        await store.CommitAsync(Uins[1],
            [new Change.ContactSet(new(10001), true, true, s_noon, IsUnconfirmed: true),
            new Change.RoleSet(AdminRole.Full, s_noon),
            new Change.SecondFactorSet(new("ABCDEFGHIJKLMNOP", true, 7, [Secret(6), Secret(7)]))]);
        await store.AddAuditAsync(new(s_noon, null, "10002", "192.0.2.7", "account.kick", "10001", "", ""));
        await store.AddAuditAsync(new(s_noon, 1, "10002", "192.0.2.7", "account.kick", "", "", "done"));
        await store.CommitAsync(Uins[2], [new Change.TextSwallowed(new(10002), "kept out", s_noon, Key(8))]);
        var gone = new Uin(20002);
        await store.CommitAsync(gone,
            [new Change.AccountCreated(new(gone, Profile.Named("n"), AccountSettings.Default, true, s_noon), Hash(gone))]);
        await store.CommitAsync(gone, [new Change.AccountDeleted()]);
    }

    private static string Unpadded(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    // Nobody has a tie to himself.
    private static Uin Besides(Uin owner, uint other) => new(owner.Value != other ? other : other == 10002 ? 10001 : 10002u);

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
