using Microsoft.Data.Sqlite;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>A statement that is kept is the same as a new one, however it was used before.</summary>
public sealed class StoreConnectionTests : IDisposable
{
    private const string Above = "SELECT number FROM numbers WHERE number > $1 ORDER BY number";

    private readonly StoreConnection _connection = new("Data Source=:memory:");

    public StoreConnectionTests()
    {
        _connection.Open();
        _connection.Run("CREATE TABLE numbers (number); INSERT INTO numbers VALUES (1), (2), (3)");
    }

    public void Dispose() => _connection.Dispose();

    private long[] Read(object above) => [.. _connection.Rows(Above, row => row.GetInt64(0), above)];

    [Fact]
    public void It_takes_other_values_and_sees_what_has_changed()
    {
        Assert.Equal([2, 3], Read(1));
        Assert.Equal([3], Read(2L));
        Assert.Empty(Read("text is above all numbers"));
        _connection.Run("INSERT INTO numbers VALUES (4)");
        Assert.Equal([4], Read(3u));
        _connection.Run("ALTER TABLE numbers ADD COLUMN name TEXT");
        Assert.Equal([1, 2, 3, 4], Read(0));
    }

    [Fact]
    public void The_same_one_runs_within_itself()
    {
        var pairs = _connection.Rows(Above, row => (row.GetInt64(0), string.Join(' ', Read(row.GetInt64(0)))), 0);
        Assert.Equal([(1, "2 3"), (2, "3"), (3, "")], pairs);
        Assert.Equal([1, 2, 3], Read(0));
    }

    [Fact]
    public void One_that_was_left_in_the_middle_or_has_failed_begins_anew()
    {
        Assert.Equal(1, _connection.Query(Above, row => row.Read() ? row.GetInt64(0) : 0, 0));
        Assert.Throws<InvalidOperationException>(() => _connection.Query<long>(Above, row =>
        {
            row.Read();
            throw new InvalidOperationException("has seen enough");
        }, 0));
        Assert.Throws<SqliteException>(() => _connection.Scalar("SELECT abs($1)", long.MinValue));
        Assert.Equal(7, _connection.Scalar("SELECT abs($1)", -7));
        Assert.Equal([1, 2, 3], Read(0));
        // Nothing of them is at work: else this table would be locked.
        _connection.Run("DROP TABLE numbers");
    }

    [Fact]
    public void It_runs_in_a_transaction_and_outside_of_one()
    {
        Assert.Equal([3], Read(2));
        using (_connection.BeginTransaction())
        {
            _connection.Run("DELETE FROM numbers");
            Assert.Empty(Read(2));
        }

        Assert.Equal([3], Read(2));
    }

    [Fact]
    public void What_is_no_number_becomes_none()
    {
        Assert.Throws<InvalidCastException>(() => _connection.Scalar("SELECT 'one'"));
        Assert.Throws<InvalidCastException>(() => _connection.Scalar("SELECT NULL"));
    }
}
