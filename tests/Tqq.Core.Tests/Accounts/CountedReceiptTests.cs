using CsCheck;
using Tqq.Core.Commands;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Accounts;

/// <summary>
/// Clients that acknowledge by count (docs/decisions/0009-counting-and-keys.md): what they have not taken is never acknowledged.
/// </summary>
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

    private RequestOrigin Counting(uint count, long of) => _town.Caller().Having(of, count);

    private (long Handout, string[] Texts) Fetch(uint count = 0, long of = 0)
    {
        var caller = Counting(count, of);
        if (_town[Anna].Session is null)
            _town.Login(Anna, receipt: caller.Receipt);
        var mail = (Answer.HandedOut)_town.Do(Anna, Operation.FetchMessages.Instance, caller).Answer;
        return (mail.Handout, [.. mail.Items.Select(item => item.Text)]);
    }

    [Fact]
    public void Other_requests_acknowledge_only_what_was_taken()
    {
        var (handout, _) = Fetch();
        _town.Do(Anna, new Operation.ListFriends(false), Counting(1, handout));
        Assert.Equal(["2", "3"], Fetch(1, handout).Texts);
    }

    [Fact]
    public void A_count_is_of_the_handing_out_it_names_and_counts_from_its_first()
    {
        var (handout, _) = Fetch();
        _town.Do(Anna, new Operation.ListFriends(false), Counting(1, handout));
        _town.Do(Anna, new Operation.ListFriends(false), Counting(2, handout));
        _town.Do(Anna, new Operation.ListFriends(false), Counting(3, handout + 1));
        Assert.Equal(["3"], Fetch(2, handout).Texts);
    }

    [Fact]
    public void A_fetch_whose_reply_was_never_seen_loses_nothing_however_late_the_next_one_comes()
    {
        var (handout, _) = Fetch();
        Fetch(2, handout);
        _town.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(["3"], Fetch(2, handout).Texts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Logout_and_the_end_of_a_session_acknowledge_only_what_was_taken(bool logout)
    {
        var (handout, _) = Fetch();
        _town[Anna].Mailbox.Report(handout, HandoutFate.Confirmed(_town.Now.Uptime));
        if (logout)
            _town.Do(Anna, Operation.EndSession.Instance, Counting(1, handout));
        else
            _town.Do(Anna, new Operation.ListFriends(false), Counting(1, handout));
        _town.Pass(TimeSpan.FromSeconds(300));
        _town.Login(Anna);
        Assert.Equal(["2", "3"], Fetch().Texts);
    }

    [Fact]
    public void What_was_taken_stays_taken_after_a_restart()
    {
        var (handout, _) = Fetch();
        _town.Do(Anna, new Operation.ListFriends(false), Counting(2, handout));
        _town.Restart();
        Assert.Equal(["3"], Fetch().Texts);
    }

    [Fact]
    public void Notices_count_as_messages_do()
    {
        Fetch(3, Fetch().Handout);
        _town.Do(Anna, new Operation.AskFriend(Bao, ""));
        _town.Do(Bao, new Operation.AcceptFriend(Anna));
        Fetch(3, Fetch().Handout);
        _town.Do(Bao, new Operation.SendText(Anna, "before", 6));
        _town.Do(Bao, new Operation.ChangeStatus(Status.Busy));
        _town.Do(Bao, new Operation.SendText(Anna, "after", 5));
        var (handout, texts) = Fetch();
        Assert.Equal(["before", "30", "after"], texts);
        Assert.Equal(["after"], Fetch(2, handout).Texts);
    }

    [Fact]
    public void Whatever_replies_are_lost_a_client_that_fetches_when_it_has_taken_all_gets_each_message_once_and_in_order() =>
        Gen.Int[0, 5].List[1, 60].Sample(
        steps =>
        {
            var test = new CountedReceiptTests();
            var (taken, sent) = (new List<string>(), 3);
            var (count, handout, open) = (0u, 0L, new Queue<string>());
            foreach (var step in steps)
            {
                if (step == 0)
                    test._town.Do(Bao, new Operation.SendText(Anna, $"{++sent}", 1));
                else if (step == 1)
                    test._town.Do(Anna, new Operation.ListFriends(false), test.Counting(count, handout));
                else if (step == 2 && open.Count == 0)
                    test.Fetch(count, handout); // its reply is lost
                else if (step == 3)
                    test._town.Login(Anna, receipt: new(handout, count));
                else if (open.TryDequeue(out var next))
                    (taken, count) = ([.. taken, next], count + 1);
                else
                {
                    var (newHandout, texts) = test.Fetch(count, handout);
                    (count, handout, open) = (0, newHandout, new(texts));
                }

                test._town.Pass(TimeSpan.FromSeconds(4));
            }

            Assert.Equal(Enumerable.Range(1, taken.Count).Select(number => $"{number}"), taken);
        },
        iter: 300);
}
