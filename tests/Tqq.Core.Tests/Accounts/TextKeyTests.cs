using System.Net;
using Tqq.Core.Commands;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Rules;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Accounts;

/// <summary>A text with a key is taken once within a day, on whatever connection, in whatever session (protocol.md §4).</summary>
public sealed class TextKeyTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly Uin Cai = new(10003);

    private readonly Town _town = New(new());

    private static Town New(AccountRules rules)
    {
        var town = new Town(rules);
        foreach (var uin in (Uin[])[Anna, Bao, Cai])
        {
            town.Add(uin);
            town.Login(uin);
        }

        return town;
    }

    // Each time with another SEQ, so that it is no repetition of the request before.
    private static Answer Send(Town town, Uin from, Uin to, string text = "hi", string key = "k") =>
        town.Do(from, new Operation.SendText(to, text, text.Length, key)).Answer;

    private Answer Send(Uin from, Uin to, string text = "hi", string key = "k") => Send(_town, from, to, text, key);

    private string[] Texts(Uin uin) => [.. _town.Fetch(uin).Select(message => message.Text)];

    [Fact]
    public void The_same_key_and_text_again_is_done_and_comes_once()
    {
        Assert.IsType<Answer.Done>(Send(Anna, Bao));
        Assert.IsType<Answer.Done>(Send(Anna, Bao));
        _town.PassUnnoticed(TimeSpan.FromSeconds(11));
        Assert.IsType<Answer.Done>(Send(Anna, Bao));
        Assert.Equal(["hi"], Texts(Bao));
        // Fetched and acknowledged: the key outlives its message.
        Assert.Empty(Texts(Bao));
        Assert.IsType<Answer.Done>(Send(Anna, Bao));
        Assert.Empty(Texts(Bao));
    }

    [Fact]
    public void So_it_is_after_a_new_login_from_elsewhere_and_after_a_restart()
    {
        Send(Anna, Bao);
        var elsewhere = IPAddress.Parse("10.0.0.9");
        _town.Login(Anna, from: elsewhere, wantsKey: true);
        Assert.IsType<Answer.Done>(_town.Do(Anna, new Operation.SendText(Bao, "hi", 2, "k"), _town.Caller(elsewhere, "KEYHASH")).Answer);
        _town.Restart();
        Assert.IsType<Answer.Done>(_town.Do(Anna, new Operation.SendText(Bao, "hi", 2, "k"), _town.Caller(elsewhere, "KEYHASH")).Answer);
        Assert.Equal(["hi"], Texts(Bao));
    }

    [Fact]
    public void The_same_key_with_another_text_is_refused()
    {
        Send(Anna, Bao, "one");
        Assert.IsType<Answer.KeyReused>(Send(Anna, Bao, "two"));
        Assert.IsType<Answer.Done>(Send(Anna, Bao, "one"));
        Assert.IsType<Answer.Done>(Send(Anna, Bao, "two", "another"));
        Assert.Equal(["one", "two"], Texts(Bao));
    }

    [Fact]
    public void A_key_counts_for_one_sender_and_one_recipient()
    {
        Assert.IsType<Answer.Done>(Send(Anna, Bao, "to Bao"));
        Assert.IsType<Answer.Done>(Send(Anna, Cai, "to Cai"));
        Assert.IsType<Answer.Done>(Send(Cai, Bao, "of Cai"));
        Assert.IsType<Answer.Done>(Send(Anna, Anna, "to myself"));
        Assert.Equal(["to Bao", "of Cai"], Texts(Bao));
        Assert.Equal(["to Cai"], Texts(Cai));
        Assert.Equal(["to myself"], Texts(Anna));
    }

    [Fact]
    public void A_swallowed_text_leaves_a_key()
    {
        _town.Administer(Bao, bao => bao.Administration.Edit(bao.Record!.Profile, bao.Record.Settings with { RefusesStrangers = true }));
        Assert.IsType<Answer.Done>(Send(Anna, Bao));
        _town.Administer(Bao, bao => bao.Administration.Edit(bao.Record!.Profile, bao.Record.Settings with { RefusesStrangers = false }));
        Assert.IsType<Answer.Done>(Send(Anna, Bao));
        _town.Restart();
        Assert.IsType<Answer.Done>(Send(Anna, Bao));
        Assert.IsType<Answer.KeyReused>(Send(Anna, Bao, "another"));
        Assert.Empty(Texts(Bao));
    }

    [Fact]
    public void A_full_mailbox_and_a_full_disk_leave_none()
    {
        var town = New(new() { MailboxLimit = 1 });
        Assert.IsType<Answer.Done>(Send(town, Anna, Bao, "first", "1"));
        Assert.IsType<Answer.Refused>(Send(town, Anna, Bao, "second", "2"));
        // What is known needs no room.
        Assert.IsType<Answer.Done>(Send(town, Anna, Bao, "first", "1"));
        Assert.Single(town.Fetch(Bao));
        Assert.Empty(town.Fetch(Bao));
        town.IsFull = true;
        Assert.IsType<Answer.Refused>(Send(town, Anna, Bao, "second", "2"));
        Assert.IsType<Answer.Done>(Send(town, Anna, Bao, "first", "1"));
        town.IsFull = false;
        Assert.IsType<Answer.Done>(Send(town, Anna, Bao, "second, put otherwise", "2"));
        Assert.Equal(["second, put otherwise"], town.Fetch(Bao).Select(message => message.Text));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3650)]
    [InlineData(-3650)]
    public void A_key_counts_for_24_hours_whatever_the_calendar_says(int daysAhead)
    {
        Send(Anna, Bao);
        _town.SetCalendar(TimeSpan.FromDays(daysAhead));
        _town.PassUnnoticed(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        _town.Login(Anna);
        Assert.IsType<Answer.Done>(Send(Anna, Bao));
        Assert.IsType<Answer.KeyReused>(Send(Anna, Bao, "another"));
        _town.PassUnnoticed(TimeSpan.FromTicks(1));
        Assert.IsType<Answer.Done>(Send(Anna, Bao, "another"));
        _town.Login(Bao);
        Assert.Equal(["hi", "another"], Texts(Bao));
    }

    [Fact]
    public void Of_a_key_that_was_given_twice_the_last_text_counts_after_a_restart()
    {
        Send(Anna, Bao, "old");
        _town.PassUnnoticed(TimeSpan.FromHours(24));
        _town.Login(Anna);
        Send(Anna, Bao, "new");
        _town.Restart();
        Assert.IsType<Answer.Done>(Send(Anna, Bao, "new"));
        Assert.IsType<Answer.KeyReused>(Send(Anna, Bao, "old"));
    }

    [Fact]
    public void While_its_text_is_being_stored_nobody_knows_and_nothing_is_appended()
    {
        var bao = _town[Bao];
        var take = new PeerRequest.TakeText(Anna, "hi", TextKey.Of(_town[Anna].Record!, "k", "hi"));
        var first = bao.Hear(take, _town.Now);
        Assert.Equal((PeerAnswer.Unknown.Instance, 0), bao.Hear(take, _town.Now) is var again ? (again.Answer, again.Changes.Length)
            : default);
        Assert.IsType<PeerAnswer.Unknown>(bao.Hear(new PeerRequest.RecallText(take.Key!), _town.Now).Answer);

        bao.Discarded(first.Changes);
        first = bao.Hear(take, _town.Now);
        Assert.IsType<PeerAnswer.Done>(first.Answer);
        bao.Applied(first.Changes, default);
        Assert.IsType<PeerAnswer.TakenBefore>(bao.Hear(take, _town.Now).Answer);
        Assert.Equal(1, bao.Mailbox.Waiting);
    }

    [Fact]
    public void A_repetition_is_not_limited_like_a_text_but_like_everything_else()
    {
        var town = New(new() { Rates = new() { Sending = new(TimeSpan.FromSeconds(10), 2), Other = new(TimeSpan.FromSeconds(1), 3) } });
        Assert.IsType<Answer.Done>(Send(town, Anna, Bao, "first", "1"));
        Assert.IsType<Answer.Done>(Send(town, Anna, Bao, "first", "1"));
        Assert.IsType<Answer.Done>(Send(town, Anna, Bao, "second", "2"));
        // No text may be sent now; what was sent gets its answer.
        Assert.Equal(TimeSpan.FromSeconds(20), town.Do(Anna, new Operation.SendText(Bao, "third", 5, "3")).Delay);
        Assert.IsType<Answer.Done>(Send(town, Anna, Bao, "first", "1"));
        Assert.IsType<Answer.Done>(Send(town, Anna, Bao, "second", "2"));
        Assert.Equal(TimeSpan.FromSeconds(20), town.Do(Anna, new Operation.SendText(Bao, "second", 6, "2")).Delay);
        town.PassUnnoticed(TimeSpan.FromSeconds(10));
        Assert.IsType<Answer.Done>(Send(town, Anna, Bao, "third", "3"));
        Assert.Equal(3, town[Bao].Mailbox.Waiting);
    }

    [Fact]
    public void A_key_of_a_text_to_somebody_who_was_deleted_since_gets_what_any_text_to_that_number_gets()
    {
        Send(Anna, Bao);
        _town.Delete(Bao);
        Assert.IsType<Answer.NoSuchAccount>(Send(Anna, Bao));
        Assert.IsType<Answer.NoSuchAccount>(Send(Anna, Bao, key: "another"));
    }

    [Fact]
    public void An_account_that_gets_the_number_of_a_deleted_one_shares_no_keys_with_it()
    {
        Send(Anna, Bao, "of the old one");
        _town.Delete(Anna);
        _town.PassUnnoticed(TimeSpan.FromMilliseconds(1));
        _town.Add(Anna);
        _town.Login(Anna);
        Assert.IsType<Answer.Done>(Send(Anna, Bao, "of the new one"));
        _town.Delete(Bao);
        _town.PassUnnoticed(TimeSpan.FromMilliseconds(1));
        _town.Add(Bao);
        _town.Login(Bao);
        Assert.IsType<Answer.Done>(Send(Anna, Bao, "to the new one"));
        Assert.Equal(["to the new one"], Texts(Bao));
    }

    [Fact]
    public void What_a_client_that_counts_gets_ends_where_a_number_is_missing()
    {
        Send(Anna, Bao, "1", "1");
        _town.IsFull = true;
        Send(Anna, Bao, "lost", "lost");
        _town.IsFull = false;
        Send(Anna, Bao, "3", "3");
        Send(Anna, Bao, "4", "4");
        Assert.Equal([(1L, "1")], Counted(new(0, 0), out var handout));
        Assert.Equal([(3L, "3"), (4L, "4")], Counted(new(handout, 1), out _));
        // A client that does not count gets it all at once.
        _town.Restart();
        Assert.Equal(["3", "4"], Texts(Bao));
    }

    private (long Id, string Text)[] Counted(HandoutReceipt had, out long handout)
    {
        var mail = (Answer.HandedOut)_town.Do(Bao, Operation.FetchMessages.Instance, _town.Caller() with { Receipt = had }).Answer;
        handout = mail.Handout;
        return [.. mail.Items.Select(item => (item.Id, item.Text))];
    }
}
