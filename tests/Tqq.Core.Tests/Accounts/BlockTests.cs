using System.Collections.Immutable;
using System.Net;
using Tqq.Core.Commands;
using Tqq.Core.Contacts;
using Tqq.Core.Devices;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;
using Tqq.Core.Steps;

namespace Tqq.Core.Tests.Accounts;

/// <summary>
/// Who is blocked sees what they would see of a stranger that is offline, and is answered as if all they send were taken. Anna blocks Bao.
/// </summary>
public sealed class BlockTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly Uin Nobody = new(10009);
    private static readonly IPAddress Desk = IPAddress.Parse("10.0.0.9");

    private readonly Town _town = new();
    private int _device;

    public BlockTests()
    {
        foreach (var uin in new[] { Anna, Bao })
            _town.Add(uin, WhoMayAdd.Anyone);
        Enter();
        _town.Login(Bao);
    }

    private string[] Notices => [.. _town.Fetch(Bao).Where(message => message.Kind == MessageKind.Presence).Select(notice => notice.Text)];

    private IEnumerable<Uin> SeenByBao => SeenBy(Bao);

    private static Operation.SendText Text(string text, string? key = null) => new(Anna, text, text.Length, key);

    private IEnumerable<Uin> SeenBy(Uin uin) =>
        ((Answer.OnlineFriends)_town.Answer(uin, Operation.ListOnline.Instance)).Visible.Select(friend => friend.Uin);

    private void Enter()
    {
        _town.Login(Anna);
        var (step, opened) = _town[Anna].Devices.Open(DeviceKind.Web, "page", Desk, null, _town.Now)!.Value;
        _town.Administer(Anna, _ => step);
        _device = opened.Id;
    }

    private void Befriend()
    {
        _town.Answer(Bao, new Operation.AddFriend(Anna));
        Assert.Equal([Anna], SeenByBao);
        _ = Notices;
    }

    private Answer Mark(bool? isBlocked, bool? isMuted = null, Uin? target = null) =>
        _town.Do(Anna, new Operation.MarkPeer(target ?? Bao, isBlocked, isMuted), new RequestOrigin(Caller.OfDevice(_device, Desk))).Answer;

    private void Set(WhoMayAdd whoMayAdd) => _town.Administer(Anna, anna =>
        anna.Administration.Edit(anna.Record!.Profile, anna.Record.Settings with { WhoMayAdd = whoMayAdd }));

    [Fact]
    public void A_text_of_theirs_is_answered_as_one_that_is_taken_and_does_not_come_in()
    {
        Mark(true);
        Assert.Equal(Answer.Done.Instance, _town.Answer(Bao, Text("hi")));
        Assert.Equal(Answer.Done.Instance, _town.Answer(Bao, Text("hi", "key")));
        Assert.Equal(Answer.Done.Instance, _town.Answer(Bao, Text("hi", "key")));
        Assert.Equal(Answer.KeyReused.Instance, _town.Answer(Bao, Text("ho", "key")));
        Assert.Empty(_town.Fetch(Anna));
        Mark(false);
        _town.Answer(Bao, Text("again"));
        Assert.Equal(["again"], _town.Fetch(Anna).Select(message => message.Text));
    }

    [Fact]
    public void A_full_mailbox_refuses_their_texts_as_it_refuses_all()
    {
        var town = new Town(new() { MailboxLimit = 0 });
        town.Add(Anna);
        town.Add(Bao);
        town.Administer(Anna, anna =>
            anna.Administration.Edit(anna.Record!.Profile, anna.Record.Settings with { RefusesStrangers = true }));
        town.Login(Bao);
        Assert.Equal(Answer.Refused.Instance, town.Answer(Bao, Text("hi")));
    }

    [Theory]
    [InlineData(WhoMayAdd.Anyone, AddOutcome.NeedsVerification)]
    [InlineData(WhoMayAdd.Verify, AddOutcome.NeedsVerification)]
    [InlineData(WhoMayAdd.Nobody, AddOutcome.Refused)]
    public void Adding_needs_verification_and_what_they_ask_is_swallowed(WhoMayAdd whoMayAdd, AddOutcome outcome)
    {
        Set(whoMayAdd);
        Mark(true);
        Assert.Equal(new Answer.AddAnswered(Anna, outcome), _town.Answer(Bao, new Operation.AddFriend(Anna)));
        Assert.Equal(Answer.Done.Instance, _town.Answer(Bao, new Operation.AskFriend(Anna, "me")));
        Assert.Equal((0, 0), (_town[Anna].FriendCount, _town[Bao].FriendCount));
        Assert.Empty(_town.Fetch(Anna));
        Assert.Equal(Answer.Done.Instance, _town.Answer(Anna, new Operation.AcceptFriend(Bao)));
        Assert.Equal(0, _town[Bao].FriendCount);
    }

    [Fact]
    public void A_request_of_theirs_that_waits_is_gone_and_they_are_told_nothing()
    {
        Set(WhoMayAdd.Verify);
        _town.Answer(Bao, new Operation.AskFriend(Anna, "me"));
        Mark(true);
        _town.Answer(Anna, new Operation.AcceptFriend(Bao));
        Assert.Empty(_town.Fetch(Bao));
        Assert.Equal(0, _town[Anna].FriendCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Their_answer_to_a_request_is_swallowed(bool accepts)
    {
        _town.Administer(Bao, bao => bao.Administration.Edit(bao.Record!.Profile, AccountSettings.Default));
        _town.Answer(Anna, new Operation.AskFriend(Bao, "me"));
        Mark(true);
        Assert.Equal(Answer.Done.Instance, _town.Answer(Bao, accepts ? new Operation.AcceptFriend(Anna)
            : new Operation.RefuseFriend(Anna, "no")));
        Assert.Empty(_town.Fetch(Anna));
        Assert.Equal((0, accepts ? 1 : 0), (_town[Anna].FriendCount, _town[Bao].FriendCount));
        Assert.Empty(SeenByBao);
        Assert.Empty(_town.RequestsOf(Anna));
    }

    [Fact]
    public void They_see_the_account_go_offline_and_hear_nothing_of_it_until_it_unblocks_them()
    {
        Befriend();
        Mark(true);
        Assert.Equal(["20"], Notices);
        _town.Answer(Anna, new Operation.ChangeStatus(Presence.Status.Busy));
        _town.Answer(Anna, Operation.EndSession.Instance);
        _town.Login(Anna);
        Assert.Empty(Notices);
        Assert.Empty(SeenByBao);
        // Whoever asks first, and whoever comes first.
        _town.Login(Bao);
        Assert.Empty(SeenByBao);
        _town.Restart();
        Assert.Empty(SeenByBao);
        Assert.Equal([Bao], SeenBy(Anna));
        _ = Notices;
        Mark(false);
        Assert.Equal(["10"], Notices);
        Assert.Equal([Anna], SeenByBao);
    }

    [Fact]
    public void What_they_hear_at_last_is_that_the_account_is_offline_whatever_was_told_while_the_block_was_stored()
    {
        Befriend();
        var step = (Step.Ask)_town[Anna].Begin(new Operation.MarkPeer(Bao, true, null), new(Caller.OfDevice(_device, Desk)), _town.Now);
        var store = (Step.Store)step.Then(PeerAnswer.Done.Instance, _town.Now);
        // Bao asks meanwhile, and is told the truth.
        Assert.IsType<PeerAnswer.Looks>(_town[Anna].Hear(new PeerRequest.AskPresence(Bao), _town.Now).Answer);
        _town.Administer(Anna, _ => store);
        Assert.Equal(["20"], Notices);
    }

    [Fact]
    public void The_card_is_that_of_a_stranger()
    {
        _town.Administer(Anna, anna =>
            anna.Administration.Edit(anna.Record!.Profile.With(ProfileField.RN, "安娜"), anna.Record.Settings));
        Befriend();
        Assert.Equal("安娜", Shown()[ProfileField.RN]);
        Mark(true);
        Assert.Equal(("", "n10001"), (Shown()[ProfileField.RN], Shown().Nick));

        Profile Shown() => ((Answer.ProfileShown)_town.Answer(Bao, new Operation.ShowProfile(Anna))).Seen.Profile;
    }

    [Fact]
    public void Lists_of_friends_stay_and_the_account_itself_sees_and_sends_as_before()
    {
        Befriend();
        Mark(true);
        Assert.Equal((1, 1), (_town[Anna].FriendCount, _town[Bao].FriendCount));
        _town.Answer(Anna, new Operation.SendText(Bao, "hi", 2));
        Assert.Contains(_town.Fetch(Bao), message => message.Text == "hi");
        Assert.Equal([Bao], SeenBy(Anna));
    }

    [Fact]
    public void Muting_changes_nothing_for_anybody()
    {
        Befriend();
        Assert.Equal(Answer.Done.Instance, Mark(null, true));
        Assert.Empty(Notices);
        _town.Answer(Bao, Text("hi"));
        Assert.Equal(["hi"], _town.Fetch(Anna).Select(message => message.Text));
        Mark(true);
        Assert.Equal([new PeerMark(Bao, true, true)], _town[Anna].Marks);
        Mark(false);
        Mark(null, false);
        Assert.Empty(_town[Anna].Marks);
    }

    [Fact]
    public void A_block_outlives_a_restart_and_goes_with_the_account_it_is_of()
    {
        Mark(true);
        _town.Restart();
        _town.Login(Bao);
        _town.Answer(Bao, Text("hi"));
        Assert.Empty(_town.Fetch(Anna));
        _town.Delete(Bao);
        Assert.Empty(_town[Anna].Marks);
    }

    [Fact]
    public void There_are_so_many_marks_and_no_more_and_none_of_oneself_or_of_nobody()
    {
        for (var uin = 20_000u; uin < 20_000 + PeerMark.Most; uin++)
        {
            _town.Add(new(uin));
            _town.Pass(TimeSpan.FromSeconds(1));
            Assert.Equal(Answer.Done.Instance, Mark(true, target: new(uin)));
        }

        Assert.Equal(new Answer.AtLimit(PeerMark.Most), Mark(true));
        Assert.Equal(Answer.Done.Instance, Mark(null, true, new(20_000)));
        Mark(false, false, new(20_000));
        Assert.Equal(Answer.Refused.Instance, Mark(true, target: Anna));
        Assert.Equal(Answer.NoSuchAccount.Instance, Mark(true, target: Nobody));
        Assert.Equal(Answer.Done.Instance, Mark(true));
    }

    [Fact]
    public void A_block_that_finds_no_room_on_disk_is_refused_and_blocks_nobody()
    {
        Befriend();
        _town.IsFull = true;
        Assert.Equal(Answer.Refused.Instance, Mark(true));
        _town.IsFull = false;
        Assert.Equal([Anna], SeenByBao);
        Assert.Equal(ImmutableArray<PeerMark>.Empty, _town[Anna].Marks);
    }
}
