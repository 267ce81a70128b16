using Tqq.Core.Commands;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Accounts;

/// <summary>What is deleted or read by a device, and handed out to a wire session, counts once as waiting no longer.</summary>
public sealed class AccountLogCountTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);

    private static Town Town()
    {
        var town = new Town();
        town.Add(Anna, WhoMayAdd.Anyone);
        town.Add(Bao, WhoMayAdd.Anyone);
        town.Login(Bao);
        return town;
    }

    private static Answer Send(Town town, Uin from, Uin to, string text) =>
        town.Answer(from, new Operation.SendText(to, text, text.Length));

    private static string[] Fetch(Town town, Uin uin) =>
        [.. town.Fetch(uin).Where(item => item.Kind == MessageKind.Text).Select(item => item.Text)];

    private static void Open(Town town, Uin uin) => town.Administer(uin, account => account.Log.Open());

    private static void Read(Town town, long through) => town.Administer(Anna, account => account.Log.MarkRead(Bao, through));

    [Fact]
    public void A_deleted_message_is_not_handed_out_and_one_that_is_out_already_waits_no_longer_either()
    {
        var town = Town();
        Open(town, Anna);
        town.Login(Anna);
        foreach (var text in (string[])["1", "2"])
            Send(town, Bao, Anna, text);
        Assert.Equal(["1", "2"], Fetch(town, Anna));
        Send(town, Bao, Anna, "3");
        Send(town, Bao, Anna, "4");
        town.Administer(Anna, account => account.Log.Delete(1, town.Now));
        town.Administer(Anna, account => account.Log.Delete(3, town.Now));
        Assert.Equal(2, town[Anna].Mailbox.Waiting);
        Assert.Equal(["4"], Fetch(town, Anna));
        Assert.Empty(Fetch(town, Anna));
        Assert.Equal(0, town[Anna].Mailbox.Waiting);
        town.Restart();
        Assert.Equal(0, town[Anna].Mailbox.Waiting);
    }

    [Fact]
    public void A_message_that_is_deleted_while_it_is_out_is_not_handed_out_again_where_the_connection_breaks()
    {
        var town = Town();
        town.AreRepliesReceived = false;
        Open(town, Anna);
        town.Login(Anna);
        foreach (var text in (string[])["1", "2", "3"])
            Send(town, Bao, Anna, text);
        Assert.Equal(["1", "2", "3"], Fetch(town, Anna));
        town.Administer(Anna, account => account.Log.Delete(2, town.Now));
        Assert.Equal(["1", "3"], Fetch(town, Anna));
        Send(town, Bao, Anna, "4");
        town.Administer(Anna, account => account.Log.Delete(1, town.Now));
        town.AreRepliesReceived = true;
        Assert.Equal(["3", "4"], Fetch(town, Anna));
        Assert.Equal(2, town[Anna].Mailbox.Waiting);
        Assert.Empty(Fetch(town, Anna));
        Assert.Equal(0, town[Anna].Mailbox.Waiting);
    }

    [Fact]
    public void A_client_that_counts_may_take_all_it_was_handed_after_all_of_it_was_deleted()
    {
        var town = Town();
        Open(town, Anna);
        town.Login(Anna, receipt: HandoutReceipt.None);
        Send(town, Bao, Anna, "1");
        var first = (Answer.HandedOut)town.Do(Anna, Operation.FetchMessages.Instance, town.Caller().Having(0, 0)).Answer;
        town.Administer(Anna, account => account.Log.Delete(1, town.Now));
        var second = (Answer.HandedOut)town.Do(Anna, Operation.FetchMessages.Instance, town.Caller().Having(first.Handout, 1)).Answer;
        Assert.Empty(second.Items);
        Assert.Equal(0, town[Anna].Mailbox.Waiting);
    }

    [Fact]
    public void A_client_that_counts_does_so_by_what_it_was_handed_whatever_of_it_was_deleted_since()
    {
        var town = Town();
        Open(town, Anna);
        var (handout, last) = (0L, 0u);
        town.Login(Anna, receipt: HandoutReceipt.None);
        foreach (var text in (string[])["1", "2", "3", "4"])
            Send(town, Bao, Anna, text);
        foreach (var (taken, texts) in ((uint, string[])[])[(0, ["1", "2", "3", "4"]), (1, ["4"]), (1, [])])
        {
            last = taken;
            var mail = (Answer.HandedOut)town.Do(Anna, Operation.FetchMessages.Instance, town.Caller().Having(handout, taken)).Answer;
            Assert.Equal(texts, mail.Items.Select(item => item.Text));
            handout = mail.Handout;
            foreach (var deleted in last == 0 ? (long[])[2, 3] : [])
                town.Administer(Anna, account => account.Log.Delete(deleted, town.Now));
            Assert.Equal(texts.Length - (last == 0 ? 2 : 0), town[Anna].Mailbox.Waiting);
        }

        town.Restart();
        Assert.Equal(0, town[Anna].Mailbox.Waiting);
    }

    [Fact]
    public void What_was_read_and_fetched_counts_once_where_an_administrator_ends_the_session()
    {
        var town = Town();
        Open(town, Anna);
        town.Login(Anna);
        foreach (var text in (string[])["1", "2", "3"])
            Send(town, Bao, Anna, text);
        Assert.Equal(["1", "2", "3"], Fetch(town, Anna));
        Read(town, 3);
        town.Administer(Anna, account => account.Administration.Kick());
        Assert.Equal(0, town[Anna].Mailbox.Waiting);
        Send(town, Bao, Anna, "4");
        town.Login(Anna);
        Assert.Equal(["4"], Fetch(town, Anna));
        town.Restart();
        Assert.Equal(1, town[Anna].Mailbox.Waiting);
    }
}
