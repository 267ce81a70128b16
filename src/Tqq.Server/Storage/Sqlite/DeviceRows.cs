using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Devices;
using Tqq.Core.Presence;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>The rows of device sessions. Like the sessions of the wire they have no checksums: on a damaged page they are over.</summary>
internal static class DeviceRows
{
    private static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    extension(ChangeWriter writer)
    {
        /// <summary>Writes a session that was opened; not of an account that was deleted meanwhile.</summary>
        public void Open(Uin owner, Change.DeviceOpened opened)
        {
            var device = opened.Session;
            writer.Run(
                """
                INSERT OR REPLACE INTO device (owner, id, kind, name, address, begun, last_seen, credential_hash, rights, peers, expires)
                SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 WHERE EXISTS (SELECT 1 FROM account WHERE uin = $1)
                """,
                owner.Value, device.Id, (int)device.Kind, device.Name, device.Address.ToString(), Milliseconds(device.Begun),
                Milliseconds(device.LastSeen), device.CredentialHash, (int?)device.Grant?.Rights,
                string.Join(' ', device.Grant?.Peers ?? []), device.Grant?.Expires is { } expires ? Milliseconds(expires) : null);
            writer.Run(
                """
                INSERT INTO device_owner (owner, last_device, status)
                SELECT $1, $2, $3 WHERE EXISTS (SELECT 1 FROM account WHERE uin = $1)
                ON CONFLICT DO UPDATE SET last_device = max(last_device, excluded.last_device)
                """,
                owner.Value, device.Id, (int)opened.Status);
        }

        /// <summary>Writes when and from where one was used.</summary>
        public void Use(Uin owner, Change.DeviceUsed used) => writer.Run(
            "UPDATE device SET last_seen = $3, address = $4 WHERE owner = $1 AND id = $2",
            owner.Value, used.Id, Milliseconds(used.At), used.From.ToString());

        /// <summary>Writes what one is called now.</summary>
        public void Name(Uin owner, Change.DeviceNamed named) =>
            writer.Run("UPDATE device SET name = $3 WHERE owner = $1 AND id = $2", owner.Value, named.Id, named.Name);

        /// <summary>Writes where the browser of one is told of messages.</summary>
        public void SetPush(Uin owner, Change.DevicePushSet set) => writer.Run(
            """
            UPDATE device SET push_endpoint = $3, push_key = $4, push_secret = $5, push_says = $6, push_made = $7
            WHERE owner = $1 AND id = $2
            """,
            owner.Value, set.Id, set.Push?.Endpoint, set.Push?.Key, set.Push?.Secret, (int?)set.Push?.Says,
            set.Push is { } push ? Milliseconds(push.Made) : null);

        /// <summary>Removes one that was closed.</summary>
        public void Close(Uin owner, Change.DeviceClosed closed)
        {
            writer.NoteSeen(owner, closed);
            writer.Run("DELETE FROM device WHERE owner = $1 AND id = $2", owner.Value, closed.Id);
        }

        /// <summary>Writes the status of an account, where it has ever had a device.</summary>
        public void SetStatus(Uin owner, Status status) =>
            writer.Run("UPDATE device_owner SET status = $2 WHERE owner = $1", owner.Value, (int)status);
    }

    /// <summary>Reads the devices of an account.</summary>
    public static DeviceSnapshot Read(SqliteConnection connection, Uin owner) => connection.Query(
        """
        SELECT last_device, status, id, kind, name, address, begun, last_seen, credential_hash, rights, peers, expires,
            push_endpoint, push_key, push_secret, push_says, push_made
        FROM device_owner LEFT JOIN device USING (owner) WHERE owner = $1 ORDER BY id
        """,
        row =>
        {
            if (!row.Read())
                return DeviceSnapshot.None;
            var (lastId, status) = (row.GetInt32(0), (Status)row.GetByte(1));
            var devices = ImmutableArray.CreateBuilder<DeviceSession>();
            do
            {
                if (!row.IsDBNull(2))
                    devices.Add(Session(row));
            }
            while (row.Read());
            return new(devices.DrainToImmutable(), lastId, status);
        },
        owner.Value);

    /// <summary>
    /// Reads what is known of an account's devices without them: no number is used twice, whatever became of the one that had it.
    /// </summary>
    public static DeviceSnapshot ReadOwner(SqliteConnection connection, Uin owner) => connection.Query(
        "SELECT last_device, status FROM device_owner WHERE owner = $1",
        row => row.Read() ? DeviceSnapshot.None with { LastId = row.GetInt32(0), Status = (Status)row.GetByte(1) } : DeviceSnapshot.None,
        owner.Value);

    /// <summary>Finds one by the hash of what its client shows.</summary>
    public static (Uin Owner, int Device)? Find(SqliteConnection connection, string credentialHash) => connection.Query(
        "SELECT owner, id FROM device WHERE credential_hash = $1",
        row => row.Read() ? (new Uin((uint)row.GetInt64(0)), row.GetInt32(1)) : ((Uin, int)?)null,
        credentialHash);

    /// <summary>Finds those whose browser is told of messages at an address.</summary>
    public static ImmutableArray<(Uin Owner, int Device)> FindPush(SqliteConnection connection, string endpoint) => connection.Rows(
        "SELECT owner, id FROM device WHERE push_endpoint = $1", row => (row.UinAt(0), row.GetInt32(1)), endpoint);

    private static DeviceSession Session(SqliteDataReader row) => new(
        row.GetInt32(2), (DeviceKind)row.GetByte(3), row.GetString(4), IPAddress.Parse(row.GetString(5)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7)),
        row.IsDBNull(8) ? null : row.GetString(8),
        row.IsDBNull(9) ? null : new((TokenRights)row.GetByte(9), Peers(row.GetString(10)),
            row.IsDBNull(11) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(11))),
        row.IsDBNull(12) ? null : new(row.GetString(12), row.GetString(13), row.GetString(14), (PushWords)row.GetByte(15),
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(16))));

    private static ImmutableArray<Uin> Peers(string text) => text.Length == 0 ? []
        : [.. text.Split(' ').Select(number => new Uin(uint.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture)))];
}
