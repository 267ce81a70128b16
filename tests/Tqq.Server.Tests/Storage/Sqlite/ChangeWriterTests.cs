using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Profiles;
using Tqq.Server.Storage.Sqlite;
using static SQLitePCL.raw;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>How much is written for changes; what they come to is the store's contract.</summary>
public sealed class ChangeWriterTests : IDisposable
{
    private static readonly DateTimeOffset s_noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Uin[] s_owners = [new(10001), new(10002)];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-writer-");
    private readonly SqliteConnection _connection;
    private readonly ChangeWriter _writer;

    public ChangeWriterTests()
    {
        _connection = new SqliteConnections(Path.Combine(_directory.FullName, "tqq.db")).OpenWriter();
        SqliteSchema.Migrate(_connection);
        _writer = new(_connection, new(), new());
        foreach (var owner in s_owners)
            _writer.Write(owner,
                [new Change.AccountCreated(new(owner, Profile.Named("n"), AccountSettings.Default, true, s_noon), "hash")]);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _connection.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public void A_mailbox_is_written_once_in_a_transaction_however_much_comes_and_is_acknowledged()
    {
        var rows = RowsWritten(() =>
        {
            for (var id = 1; id <= 5; id++)
                Write(s_owners[0], Text(id), new Change.Delivered(id, id, 2 * id));
            Write(s_owners[1], Text(1));
        });

        Assert.Equal(5 + 1 + 2, rows);
        Assert.Equal([(5, 5), (1, 0)], s_owners.Select(Mailbox));
    }

    [Fact]
    public void A_key_is_one_row_more_and_a_text_without_one_costs_what_it_did()
    {
        Assert.Equal(2 + 1, RowsWritten(() => Write(s_owners[0], Text(1), Text(2))));
        var key = new TextKey(s_owners[1], 5, 7);
        Assert.Equal(2 + 2 + 1, RowsWritten(() => Write(s_owners[0], Text(3) with { Key = key }, Text(4) with { Key = key })));
        Assert.Equal(0, RowsWritten(() => Write(s_owners[0], Text(3) with { Key = key })));
    }

    [Fact]
    public void A_text_that_is_kept_out_costs_what_one_costs_that_stays_with_a_key_too()
    {
        var key = new TextKey(s_owners[1], 5, 7);
        // The message goes again, and so the mailbox is written twice.
        Assert.Equal(1 + 1 + 1 + 1 + 1, RowsWritten(() => Write(s_owners[0], new Change.TextSwallowed(s_owners[1], "hi", s_noon, key))));
        Assert.Equal((0, 0), Mailbox(s_owners[0]));
    }

    [Fact]
    public void An_item_of_a_log_costs_what_a_message_does_until_those_that_came_around_it_are_brought_there_together()
    {
        RowsWritten(() => Write(s_owners[0], new Change.LogOpened()));
        for (var id = 1; id < LogTail.Longest; id += 2)
            Assert.Equal(2 + 1, RowsWritten(() =>
                Write(s_owners[0], Text(id) with { IntoLog = true }, new Change.SentAppended(id + 1, s_owners[1], "hi", s_noon))) - (id
                + 1 < LogTail.Longest ? 0 : (2 * LogTail.Longest) + 2));
    }

    [Fact]
    public void What_is_there_already_is_not_written_again()
    {
        RowsWritten(() => Write(s_owners[0], Text(1), Text(2), new Change.Delivered(2, 2, 4)));
        Assert.Equal(0, RowsWritten(() => Write(s_owners[0], Text(1), Text(2), new Change.Delivered(1, 1, 2))));
        Assert.Equal((2, 2), Mailbox(s_owners[0]));
    }

    [Fact]
    public void After_a_rollback_nothing_of_it_is_believed()
    {
        _writer.Run("BEGIN IMMEDIATE");
        Write(s_owners[0], Text(1), Text(2));
        _writer.Complete();
        _writer.Forget();
        _writer.Run("ROLLBACK");

        Assert.Equal(1 + 1, RowsWritten(() => Write(s_owners[0], Text(1))));
        Assert.Equal((1, 0), Mailbox(s_owners[0]));
    }

    private static Change.MessageAppended Text(long id) => new(new(id, MessageKind.Text, s_owners[1], "hi", s_noon));

    private void Write(Uin owner, params Change[] changes) => _writer.Write(owner, [.. changes]);

    // In a transaction of their own.
    private int RowsWritten(Action changes)
    {
        _writer.Run("BEGIN IMMEDIATE");
        var before = sqlite3_total_changes(_connection.Handle);
        changes();
        _writer.Complete();
        var written = sqlite3_total_changes(_connection.Handle) - before;
        _writer.Run("COMMIT");
        return written;
    }

    private (long Last, long Delivered) Mailbox(Uin owner)
    {
        Span<long> row = stackalloc long[2];
        Assert.True(_writer.TryRead("SELECT last_message_id, delivered_through FROM mailbox WHERE owner = $1", row, owner.Value));
        return (row[0], row[1]);
    }
}
