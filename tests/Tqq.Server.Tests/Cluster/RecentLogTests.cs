using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Server.Cluster;

namespace Tqq.Server.Tests.Cluster;

/// <summary>What has just been stored is handed on without a gap, or left to the store.</summary>
public sealed class RecentLogTests
{
    private const long Epoch = 77;
    private static readonly Uin Bao = new(10002);
    private static readonly DateTimeOffset Noon = new(2027, 1, 31, 12, 0, 0, TimeSpan.Zero);

    // The account's log ended at 10 when the first stream was opened.
    private readonly RecentLog _recent = new(10);

    public RecentLogTests() => _recent.Learn(Epoch, _recent.Epochs);

    private static Change.MessageAppended Came(long number, string? text = null) =>
        new Change.MessageAppended(new(number, MessageKind.Text, Bao, text ?? $"{number}", Noon), IntoLog: true);

    private void Store(params ImmutableArray<Change> changes) => _recent.Note(changes, areStored: true);

    private string? Read(long after, int limit = 100, long epoch = Epoch) => _recent.Read(epoch, after, limit) is { } read
        ? string.Join(' ', read.Items.Select(item => item.Text)) : null;

    [Fact]
    public void Whoever_is_where_the_log_ended_gets_what_came_behind_it_once_and_in_order()
    {
        Store(Came(11), Came(12));
        Store(Came(15));
        Assert.Equal("11 12 15", Read(10));
        Assert.Equal("11 12", Read(10, limit: 2));
        Assert.Equal("15", Read(12));
        Assert.Equal("15", Read(13));
        Assert.Equal("", Read(15));
        Assert.Equal((Epoch, 15), (_recent.Read(null, 15, 1)!.Epoch, _recent.Read(null, 15, 1)!.Last));
    }

    [Fact]
    public void Whoever_knows_less_or_claims_more_or_has_another_epoch_reads_the_store()
    {
        Store(Came(11));
        Assert.Null(Read(9));
        Assert.Null(Read(12));
        Assert.Null(Read(10, epoch: Epoch + 1));
    }

    [Fact]
    public void An_epoch_that_the_store_has_not_named_since_older_history_came_is_not_known()
    {
        Assert.Null(new RecentLog(10).Read(null, 10, 1));
        var asked = _recent.Epochs;
        _recent.NoteFilled();
        Assert.Null(Read(10));
        _recent.Learn(Epoch, asked);
        Assert.Null(Read(10));
        _recent.Learn(Epoch + 1, _recent.Epochs);
        Assert.Equal("", Read(10, epoch: Epoch + 1));
    }

    [Fact]
    public void It_keeps_few_items_and_short_ones()
    {
        Store([.. Enumerable.Range(11, 17).Select(number => Came(number))]);
        Assert.Null(Read(10));
        Assert.Equal(16, _recent.Read(Epoch, 11, 100)!.Items.Length);
        Store(Came(30, new string('x', 8192)));
        Assert.Null(Read(26));
        Assert.Equal(8192, Read(27)!.Length);
        Store(Came(31, new string('x', 8193)));
        Assert.Null(Read(30));
        Assert.Equal("", Read(31));
    }

    [Fact]
    public void What_may_not_be_on_disk_or_changes_what_stands_in_the_log_is_left_to_the_store()
    {
        Change[] others =
        [
            new Change.SentAppended(12, Bao, "again", Noon, "key", IsRepetition: true), new Change.ReadMarked(Bao, 11, 12, Settles: true),
            new Change.ItemDeleted(11, 12, Noon), new Change.MessageAppended(new(12, MessageKind.Text, Bao, "no log", Noon)),
        ];
        foreach (var other in others)
        {
            var recent = new RecentLog(10);
            recent.Learn(Epoch, recent.Epochs);
            recent.Note([Came(11), other], areStored: true);
            Assert.Null(recent.Read(Epoch, 10, 100));
            Assert.Null(recent.Read(Epoch, 11, 100));
            recent.Note([Came(13)], areStored: true);
            Assert.Equal("13", Assert.Single(recent.Read(Epoch, 12, 100)!.Items).Text);
        }

        _recent.Note([new Change.SentAppended(12, Bao, "lost", Noon)], areStored: false);
        Assert.Null(Read(11));
    }

    [Fact]
    public void What_is_no_part_of_a_log_changes_nothing()
    {
        Store(Came(11), new Change.DeviceNamed(1, "phone"), new Change.Delivered(11, 1, 2), Came(12));
        Assert.Equal("11 12", Read(10));
    }

    [Fact]
    public void A_number_that_comes_late_is_read_from_the_store_by_whoever_lacks_it()
    {
        _recent.Note([new Change.SentAppended(12, Bao, "lost", Noon)], areStored: false);
        Store(Came(11));
        Assert.Null(Read(10));
        Assert.Null(Read(11));
    }
}
