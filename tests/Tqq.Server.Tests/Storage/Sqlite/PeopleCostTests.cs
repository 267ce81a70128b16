using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;
using Tqq.Core.Profiles;
using Tqq.Server.Storage.Sqlite;
using static SQLitePCL.raw;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>
/// A part of a list, and a page of a search, cost what they give, and not what else there is. It is counted in steps of SQLite, which never
/// vary.
/// </summary>
public sealed class PeopleCostTests : IDisposable
{
    private const uint Accounts = 1500;
    private static readonly Uin s_anna = new(10_001);
    private static readonly AccountSettings s_found = AccountSettings.Default with { WhoMayFind = WhoMayFind.Everyone };
    private static readonly DateTimeOffset s_noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly SqliteConnection _connection;
    private readonly ChangeWriter _writer;

    public PeopleCostTests()
    {
        _connection = new SqliteConnections(Path.Combine(_directory.FullName, "tqq.db")).OpenWriter();
        SqliteSchema.Migrate(_connection);
        _writer = new(_connection, new(), new());
        _writer.Run("BEGIN IMMEDIATE");
        for (var uin = s_anna.Value; uin < s_anna.Value + Accounts; uin++)
            _writer.Write(new(uin), [new Change.AccountCreated(
                new(new(uin), Profile.Named($"nick {uin}"), s_found, true, s_noon), "hash")]);
        for (var uin = s_anna.Value + 1; uin < s_anna.Value + 400; uin++)
            _writer.Write(s_anna, [new Change.ContactSet(new(uin), true, true, s_noon), new Change.AskedSet(new(uin), "", s_noon),
                new Change.RequestSet(new(uin), "", s_noon), new Change.PeerMarked(new(new(uin), true, true), s_noon)]);
        _writer.Complete();
        _writer.Run("COMMIT");
    }

    public void Dispose()
    {
        _writer.Dispose();
        _connection.Dispose();
        _directory.Delete(recursive: true);
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

    [Theory]
    [InlineData("nick", null)]
    [InlineData("nick 11", null)]
    [InlineData("nick", 11_490u)]
    [InlineData("nick 1", 11_000u)]
    public void A_page_of_a_search_by_nickname(string beginning, uint? after)
    {
        var last = after is { } uin ? new FoundAccount(new(uin), $"nick {uin}", 0) : null;
        Assert.InRange(StepsOf(() => Assert.Equal(10, PeopleRows.Find(_connection, beginning, last, 10).Length)), 0, 20);
    }

    [Theory]
    [InlineData(AcquaintanceList.Friends)]
    [InlineData(AcquaintanceList.Asking)]
    [InlineData(AcquaintanceList.Asked)]
    [InlineData(AcquaintanceList.Blocked)]
    [InlineData(AcquaintanceList.Muted)]
    public void A_part_of_a_list(AcquaintanceList list) => Assert.InRange(
        StepsOf(() => Assert.Equal(10, PeopleRows.List(_connection, s_anna, list, new(10_200), 10).Length)), 0, 20);

    [Fact]
    public void What_names_an_account_that_is_deleted() =>
        Assert.InRange(StepsOf(() => Assert.Equal([s_anna], new AccountReader(_connection).Tied(new(10_300)))), 0, 20);

    [Fact]
    public void One_more_request_of_an_account_that_has_as_many_as_it_remembers() => Assert.InRange(
        StepsOf(() => _writer.Write(s_anna, [new Change.AskedSet(new(11_400), "", s_noon)])), 0, 500);
}
