using System.Net;
using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Steps;

namespace Tqq.Core.Tests.Accounts;

/// <summary>Who sees whom, when something comes between (protocol.md §3, §5.3).</summary>
public sealed class PresenceTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);

    private readonly Town _town = new();

    public PresenceTests()
    {
        foreach (var uin in new[] { Anna, Bao })
        {
            _town.Add(uin, WhoMayAdd.Anyone);
            _town.Login(uin);
        }
    }

    private IEnumerable<Uin> Online() =>
        Assert.IsType<Answer.OnlineFriends>(_town.Answer(Anna, Operation.ListOnline.Instance)).Visible.Select(friend => friend.Uin);

    [Fact]
    public void A_friend_whose_deletion_found_no_room_may_be_deleted_again_at_once()
    {
        _town.Answer(Bao, new Operation.AddFriend(Anna));
        _town.FullFor = Bao;
        Assert.IsType<Answer.Refused>(_town.Answer(Bao, new Operation.RemoveFriend(Anna)));
        _town.FullFor = null;
        Assert.IsType<Answer.Done>(_town.Answer(Bao, new Operation.RemoveFriend(Anna)));
    }

    [Fact]
    public void A_friendship_that_found_no_room_shows_nobody_online()
    {
        _town.IsFull = true;
        Assert.IsType<Answer.Refused>(_town.Answer(Bao, new Operation.AddFriend(Anna)));
        Assert.Empty(Online());
        _town.IsFull = false;
        _town.Answer(Bao, new Operation.AddFriend(Anna));
        Assert.Equal([Bao], Online());
    }

    [Fact]
    public void A_new_nickname_or_a_second_login_is_no_change_of_status_after_a_restart_either()
    {
        _town.Answer(Anna, new Operation.AddFriend(Bao));
        _town.Restart();
        _town.Administer(Bao, account => account.Administration.Edit(Profile.Named("new"), AccountSettings.Default));
        _town.Login(Bao);
        Assert.Empty(_town.Fetch(Anna));
        _town.Answer(Bao, Operation.EndSession.Instance);
        Assert.Single(_town.Fetch(Anna));
    }

    [Fact]
    public void A_notice_does_not_wait_for_the_next_poll_because_a_text_arrives_while_the_mailbox_is_read()
    {
        _town.Answer(Anna, new Operation.AddFriend(Bao));
        _town.Answer(Bao, new Operation.SendText(Anna, "before", 6));
        // A login from elsewhere has the texts that wait read from disk again.
        _town.Login(Anna, from: IPAddress.Parse("10.0.0.2"));
        _town.Login(Anna);
        _town.Answer(Bao, new Operation.ChangeStatus(Status.Busy));
        _town.WhileReading = () => _town.Answer(Bao, new Operation.SendText(Anna, "meanwhile", 9));
        Assert.Equal(["before", "30", "meanwhile"], _town.Fetch(Anna).Select(item => item.Text));
    }

    [Fact]
    public void A_status_that_changes_while_a_friendship_is_being_stored_is_not_missed()
    {
        var ask = Assert.IsType<Step.Ask>(_town[Anna].Begin(new Operation.AddFriend(Bao), _town.Caller(), _town.Now));
        var (answer, changes) = _town[Bao].Hear(ask.Question, _town.Now);
        _town.Answer(Bao, new Operation.ChangeStatus(Status.Busy));
        _town[Bao].Applied(changes, default);

        var done = Assert.IsType<Step.Done>(ask.Then(answer, _town.Now));
        _town[Anna].Applied(done.Changes, default);
        foreach (var tell in done.Tells)
            _town[Anna].Presence.Learn(_town[tell.Target].Hear(tell.News, _town.Now).Answer, tell.IsGreeting, _town.Now);
        Assert.Equal(Status.Busy,
            Assert.Single(Assert.IsType<Answer.OnlineFriends>(_town.Answer(Anna, Operation.ListOnline.Instance)).Visible).Seen);
    }

    [Fact]
    public void Nobody_is_seen_before_the_friendship_is_on_disk()
    {
        var ask = Assert.IsType<Step.Ask>(_town[Bao].Begin(new Operation.AddFriend(Anna), _town.Caller(), _town.Now));
        var (_, changes) = _town[Anna].Hear(ask.Question, _town.Now);
        Assert.Empty(Online());
        _town[Anna].Applied(changes, default);
        Assert.Equal([Bao], Online());
    }

    [Fact]
    public void One_who_is_deleted_while_asking_to_be_a_friend_again_has_not_changed_status()
    {
        _town.Answer(Anna, new Operation.AddFriend(Bao));
        _town.Answer(Bao, new Operation.RemoveFriend(Anna));
        var removal = Assert.IsType<Step.Ask>(_town[Anna].Begin(new Operation.RemoveFriend(Bao), _town.Caller(), _town.Now));
        var removed = Assert.IsType<Step.Done>(removal.Then(_town[Bao].Hear(removal.Question, _town.Now).Answer, _town.Now));
        var again = Assert.IsType<Step.Ask>(_town[Bao].Begin(new Operation.AddFriend(Anna), _town.Caller(), _town.Now));
        var (answer, changes) = _town[Anna].Hear(again.Question, _town.Now);
        _town[Anna].Applied(removed.Changes, default);
        _town[Anna].Applied(changes, default);

        var done = Assert.IsType<Step.Done>(again.Then(answer, _town.Now));
        foreach (var tell in done.Tells)
            _town[tell.Target].Hear(tell.News, _town.Now);
        Assert.Equal([Bao], Online());
        Assert.Empty(_town.Fetch(Anna));
    }

    [Fact]
    public void One_who_asks_again_with_a_new_status_has_told_of_it()
    {
        _town.Answer(Anna, new Operation.AddFriend(Bao));
        _town.Answer(Bao, new Operation.RemoveFriend(Anna));
        var change = Assert.IsType<Step.Done>(_town[Bao].Begin(new Operation.ChangeStatus(Status.Busy), _town.Caller(), _town.Now));
        _town.Answer(Bao, new Operation.AddFriend(Anna));
        foreach (var tell in change.Tells)
            _town[tell.Target].Hear(tell.News, _town.Now);
        Assert.Equal([(Bao, "30")], _town.Fetch(Anna).Select(item => (item.Peer, item.Text)));
    }

    [Fact]
    public void Two_who_change_their_status_at_once_both_hear_of_it()
    {
        _town.Answer(Anna, new Operation.AddFriend(Bao));
        var change = Assert.IsType<Step.Done>(_town[Anna].Begin(new Operation.ChangeStatus(Status.Busy), _town.Caller(), _town.Now));
        _town.Answer(Bao, new Operation.ChangeStatus(Status.Busy));
        foreach (var tell in change.Tells)
            _town[Anna].Presence.Learn(_town[tell.Target].Hear(tell.News, _town.Now).Answer, tell.IsGreeting, _town.Now);
        Assert.Equal([(Anna, "30")], _town.Fetch(Bao).Select(item => (item.Peer, item.Text)));
        Assert.Equal([(Bao, "30")], _town.Fetch(Anna).Select(item => (item.Peer, item.Text)));
    }

    [Fact]
    public void A_friend_who_comes_back_after_the_calendar_was_set_back_is_seen()
    {
        _town.Answer(Anna, new Operation.AddFriend(Bao));
        _town.Answer(Bao, Operation.EndSession.Instance);
        _town.SetCalendar(TimeSpan.FromHours(-1));
        _town.Pass(TimeSpan.FromMinutes(1));
        _town.Evict(Bao);
        _town.Login(Bao);
        Assert.Equal([Bao], Online());
    }
}
