using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tqq.Core.Profiles;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// The nickname in a profile as a search compares it, as a function of SQL: `nick_key(profile)`, of which there is an index. Null where the
/// column holds no profile, so that a damaged one can be read, and written over.
/// </summary>
internal static class NickKey
{
    private static readonly delegate_function_scalar s_function = Compute;

    /// <summary>Makes the function known to a connection.</summary>
    public static void Register(SqliteConnection connection)
    {
        if (raw.sqlite3_create_function(connection.Handle, "nick_key", 1, raw.SQLITE_UTF8 | raw.SQLITE_DETERMINISTIC, null,
            s_function) != raw.SQLITE_OK)
            throw new InvalidOperationException("SQLite takes no function of ours");
    }

    private static void Compute(sqlite3_context context, object data, sqlite3_value[] values)
    {
        if (raw.sqlite3_value_type(values[0]) == raw.SQLITE_TEXT && Of(raw.sqlite3_value_text(values[0]).utf8_to_string()) is { } key)
            raw.sqlite3_result_text(context, key);
        else
            raw.sqlite3_result_null(context);
    }

    private static string? Of(string profile)
    {
        try
        {
            return JsonSerializer.Deserialize(profile, ProfileJsonContext.Default.DictionaryStringString) is { } fields
                && fields.TryGetValue(nameof(ProfileField.NK), out var nick) && nick is not null ? FoundAccount.Fold(nick) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
