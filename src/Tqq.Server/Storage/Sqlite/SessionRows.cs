using System.Collections.Immutable;
using System.Net;
using Microsoft.Data.Sqlite;
using Tqq.Core.Devices;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// The sessions of all accounts as an administrator looks through them. Those of the wire and those of each kind of device stand in the
/// order of an index of their own; a page is put together of the first of each.
/// </summary>
internal static class SessionRows
{
    private const string Wires =
        $"SELECT owner, {NickOf}, 0, NULL, '', address, started, NULL, key_hash IS NOT NULL, app_password, NULL FROM session";

    private const string Devices = $"SELECT owner, {NickOf}, id, kind, name, address, begun, last_seen, 1, NULL, expires FROM device";

    // Of a row that is damaged there is none.
    private const string NickOf = $"(SELECT profile FROM account WHERE uin = owner AND checksum = {RowSum.Account})";

    /// <summary>A page of sessions.</summary>
    public static ImmutableArray<KnownSession> List(
        SqliteConnection connection, SessionFilter filter, (uint Owner, int Device) after, int limit)
    {
        var found = new List<KnownSession>();
        foreach (var (kind, where) in Sources(filter))
            found.AddRange(connection.Rows(
                kind is null
                    ? $"{Wires} WHERE owner > $1 {where} ORDER BY owner LIMIT $3"
                    : $"{Devices} WHERE (owner, id) > ($1, $2) {where} ORDER BY owner, id LIMIT $3",
                Read, Values(filter, kind, (long)after.Owner, after.Device, limit)));
        return [.. found.OrderBy(session => session.Owner.Value).ThenBy(session => session.Device).Take(limit)];
    }

    /// <summary>How many there are, up to a number.</summary>
    public static int Count(SqliteConnection connection, SessionFilter filter, int most)
    {
        var count = 0L;
        foreach (var (kind, where) in Sources(filter))
            count += connection.Scalar(
                $"SELECT count(*) FROM (SELECT 1 FROM {(kind is null ? "session" : "device")} WHERE $1 = $2 {where} LIMIT $3)",
                Values(filter, kind, 0L, 0, most));
        return (int)Math.Min(count, most);
    }

    // What is there of the wire (null), and of each kind of device.
    private static IEnumerable<(DeviceKind? Kind, string Where)> Sources(SessionFilter filter)
    {
        var where = (filter.Owner is null ? "" : " AND owner = $4") + (filter.Address is null ? "" : " AND address = $5");
        if (filter.Door is SessionDoor.Any or SessionDoor.Wire)
            yield return (null, where);
        foreach (var kind in Enum.GetValues<DeviceKind>())
            if (filter.Door == SessionDoor.Any || (kind == DeviceKind.Web ? SessionDoor.Web : SessionDoor.Api) == filter.Door)
                yield return (kind, where + " AND kind = $6");
    }

    private static object[] Values(SessionFilter filter, DeviceKind? kind, long owner, int device, int limit) =>
        [owner, device, limit, (long)(filter.Owner?.Value ?? 0), filter.Address?.ToString() ?? "", (int)(kind ?? 0)];

    private static KnownSession Read(SqliteDataReader row)
    {
        var profile = row.IsDBNull(1) ? null : ProfileJson.Read(row.GetString(1));
        return new(
            row.UinAt(0), profile?.Nick ?? "", profile?.Avatar ?? 0, row.GetInt32(2),
            row.IsDBNull(3) ? null : (DeviceKind)row.GetByte(3), row.GetString(4), IPAddress.Parse(row.GetString(5)),
            Time(row.GetInt64(6)), row.IsDBNull(7) ? null : Time(row.GetInt64(7)), row.GetBoolean(8),
            row.IsDBNull(9) ? null : row.GetInt32(9), row.IsDBNull(10) ? null : Time(row.GetInt64(10)));
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
