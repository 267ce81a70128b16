using CsCheck;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Accounts;

/// <summary>Clients that acknowledge by count (ARCHITECTURE.md, "Extensions on the wire"): what they have not taken is never acknowledged.</summary>
public sealed class CountedReceiptTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);

    private readonly Town _town = new();

    public CountedReceiptTests()
    {
        _town.Add(Anna);
        _town.Add(Bao);
        _town.Login(Anna);
        _town.Login(Bao);
        foreach (var text in new[] { "1", "2", "3" })
            _town.Do(Bao, new Operation.SendText(Anna, text, 1));
    }

    private Caller Counting(uint count, ulong of) => _town.Caller() with { Taken = new(count, of) };

    private (ulong Mark, string[] Texts) Fetch(uint count = 0, ulong of = 0)
    {
        var caller = Counting(count, of);
        if (_town[Anna].Session is null)
            _town.Login(Anna, taken: caller.Taken);
        return (caller.SeqMark, Texts(_town.Do(Anna, Operation.FetchMessages.Instance, caller)));
    }

    private static string[] Texts(Outcome outcome) => [.. ((Answer.HandedOut)outcome.Answer).Items.Select(item => item.Text)];

    [Fact]
    public void Other_requests_acknowledge_only_what_was_taken()
    {
        var (mark, _) = Fetch();
        _town.Do(Anna, new Operation.ListFriends(false), Counting(1, mark));
        Assert.Equal(["2", "3"], Fetch(1, mark).Texts);
    }

    [Fact]
    public void A_count_is_of_the_handing_out_it_names_and_counts_from_its_first()
    {
        var (mark, _) = Fetch();
        _town.Do(Anna, new Operation.ListFriends(false), Counting(1, mark));
        _town.Do(Anna, new Operation.ListFriends(false), Counting(2, mark));
        _town.Do(Anna, new Operation.ListFriends(false), Counting(3, mark + 1));
        Assert.Equal(["3"], Fetch(2, mark).Texts);
    }

    [Fact]
    public void A_fetch_whose_reply_was_never_seen_loses_nothing_however_late_the_next_one_comes()
    {
        var (mark, _) = Fetch();
        Fetch(2, mark);
        _town.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(["3"], Fetch(2, mark).Texts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Logout_and_the_end_of_a_session_acknowledge_only_what_was_taken(bool logout)
    {
        var (mark, _) = Fetch();
        _town[Anna].Mailbox.Report(1, HandoutFate.Confirmed(_town.Now.Uptime));
        if (logout)
            _town.Do(Anna, Operation.EndSession.Instance, Counting(1, mark));
        else
            _town.Do(Anna, new Operation.ListFriends(false), Counting(1, mark));
        _town.Pass(TimeSpan.FromSeconds(300));
        _town.Login(Anna);
        Assert.Equal(["2", "3"], Fetch().Texts);
    }

    [Fact]
    public void What_was_taken_stays_taken_after_a_restart()
    {
        var (mark, _) = Fetch();
        _town.Do(Anna, new Operation.ListFriends(false), Counting(2, mark));
        _town.Restart();
        Assert.Equal(["3"], Fetch().Texts);
    }

    [Fact]
    public void Notices_count_as_messages_do()
    {
        Fetch(3, Fetch().Mark);
        _town.Do(Anna, new Operation.AskFriend(Bao, ""));
        _town.Do(Bao, new Operation.AcceptFriend(Anna));
        Fetch(3, Fetch().Mark);
        _town.Do(Bao, new Operation.SendText(Anna, "before", 6));
        _town.Do(Bao, new Operation.ChangeStatus(Status.Busy));
        _town.Do(Bao, new Operation.SendText(Anna, "after", 5));
        var (mark, texts) = Fetch();
        Assert.Equal(["before", "30", "after"], texts);
        Assert.Equal(["after"], Fetch(2, mark).Texts);
    }

    [Fact]
    public void Whatever_replies_are_lost_a_client_that_fetches_when_it_has_taken_all_gets_each_message_once_and_in_order() => Gen.Int[0, 5].List[1, 60].Sample(
        steps =>
        {
            var test = new CountedReceiptTests();
            var (taken, sent) = (new List<string>(), 3);
            var (count, mark, open) = (0u, 0UL, new Queue<string>());
            foreach (var step in steps)
            {
                if (step == 0)
                    test._town.Do(Bao, new Operation.SendText(Anna, $"{++sent}", 1));
                else if (step == 1)
                    test._town.Do(Anna, new Operation.ListFriends(false), test.Counting(count, mark));
                else if (step == 2 && open.Count == 0)
                    test.Fetch(count, mark); // its reply is lost
                else if (step == 3)
                    test._town.Login(Anna, taken: new(count, mark));
                else if (open.TryDequeue(out var next))
                    (taken, count) = ([.. taken, next], count + 1);
                else
                {
                    var (newMark, texts) = test.Fetch(count, mark);
                    (count, mark, open) = (0, newMark, new(texts));
                }

                test._town.Pass(TimeSpan.FromSeconds(4));
            }

            Assert.Equal(Enumerable.Range(1, taken.Count).Select(number => $"{number}"), taken);
        },
        iter: 300);
}
