using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Profiles;
using Tqq.Server.Storage.Sqlite;
using static SQLitePCL.raw;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>
/// What is asked of a large log costs what it is about, and not what else there is. It is counted in steps of SQLite, which never vary.
/// </summary>
public sealed class LogCostTests : IDisposable
{
    private const int Items = 5000;
    private static readonly Uin s_anna = new(10001);
    private static readonly Uin s_bao = new(10002);
    private static readonly Uin s_chen = new(10003);
    private static readonly DateTimeOffset s_noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly SqliteConnection _connection;
    private readonly ChangeWriter _writer;

    public LogCostTests()
    {
        _connection = new SqliteConnections(Path.Combine(_directory.FullName, "tqq.db")).OpenWriter();
        SqliteSchema.Migrate(_connection);
        _writer = new(_connection, new(), new());
        Write(new Change.AccountCreated(new(s_anna, Profile.Named("n"), AccountSettings.Default, true, s_noon), "hash"));
        Write([.. Enumerable.Range(1, Items).Select(Change (number) => In(number, number == 7 ? s_chen : s_bao))]);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _connection.Dispose();
        _directory.Delete(recursive: true);
    }

    private static Change.MessageAppended In(long number, Uin from) =>
        new(new(number, MessageKind.Text, from, "hi", s_noon), IntoLog: true);

    private void Write(params Change[] changes)
    {
        _writer.Run("BEGIN IMMEDIATE");
        _writer.Write(s_anna, [.. changes]);
        _writer.Complete();
        _writer.Run("COMMIT");
    }

    // In hundreds.
    private int StepsOf(Action action)
    {
        var hundreds = 0;
        sqlite3_progress_handler(_connection.Handle, 100, _ => hundreds++ < 0 ? 1 : 0, null);
        action();
        sqlite3_progress_handler(_connection.Handle, 0, null, null);
        return hundreds;
    }

    private long[] Page(Uin? peer)
    {
        var row = new AccountReader(_connection).Row(s_anna)!;
        return [.. new LogReader(new(_connection, isChecked: true, new())).Page(row, peer, long.MaxValue, 50).Select(item => item.Number)];
    }

    [Fact]
    public void A_read_marker_costs_what_is_newly_read_of_its_peer()
    {
        Write(new Change.ReadMarked(s_bao, 1, Items + 1, Settles: true));
        Assert.InRange(StepsOf(() => Write(new Change.ReadMarked(s_chen, 7, Items + 2, Settles: true))), 0, 20);
        Assert.InRange(StepsOf(() => Write(new Change.ReadMarked(s_bao, 10, Items + 3, Settles: true))), 0, 20);
        Assert.InRange(StepsOf(() => Write(new Change.ReadMarked(s_bao, Items, Items + 4, Settles: true))), 100, 10_000);
    }

    [Fact]
    public void A_page_is_not_dearer_behind_however_many_deletions_and_changes_of_the_list_of_friends()
    {
        Write([.. Enumerable.Range(1, Items - 100).Select(Change (item) => new Change.ItemDeleted(item, Items + item, s_noon))]);
        Write([.. Enumerable.Range(1, 100).Select(Change (at) => new Change.FriendNoted(s_bao, at % 2 == 0, (2 * Items) + at, s_noon))]);
        // The last of them are brought to the rest.
        Write(new Change.ReadMarked(s_chen, 7, 3 * Items, Settles: true));
        foreach (var peer in (Uin?[])[null, s_bao])
        {
            Assert.Equal(Enumerable.Range(Items - 49, 50).Reverse(), Page(peer).Select(number => (int)number));
            Assert.InRange(StepsOf(() => Page(peer)), 1, 200);
        }
    }
}
