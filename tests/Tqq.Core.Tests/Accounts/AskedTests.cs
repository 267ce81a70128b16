using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Core.Profiles;

namespace Tqq.Core.Tests.Accounts;

/// <summary>An account knows whom it has asked to become a friend, and what they answered (protocol.md §5.6).</summary>
public sealed class AskedTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private readonly Town _town = new();

    public AskedTests()
    {
        foreach (var uin in new[] { Anna, Bao })
            _town.Add(uin);
        _town.Login(Anna);
        _town.Login(Bao);
        Assert.Equal(Answer.Done.Instance, _town.Answer(Anna, new Operation.AskFriend(Bao, "me")));
        _town.Answer(Anna, new Operation.AskFriend(Bao, "me, Anna"));
        Assert.Equal([new(Bao, "me, Anna")], _town.AskedOf(Anna));
    }

    [Fact]
    public void A_request_that_is_accepted_stays_known_with_when()
    {
        _town.Answer(Bao, new Operation.AcceptFriend(Anna));
        Assert.Empty(_town.AskedOf(Anna));
        Assert.Equal(("me, Anna", new(true, "", _town.Now.Wall)), _town.RequestsOf(Anna)[Bao]);
    }

    [Fact]
    public void A_request_that_is_refused_stays_known_with_when_and_why_until_it_is_made_again()
    {
        _town.Answer(Bao, new Operation.RefuseFriend(Anna, "no"));
        Assert.Empty(_town.AskedOf(Anna));
        Assert.Equal(("me, Anna", new(false, "no", _town.Now.Wall)), _town.RequestsOf(Anna)[Bao]);
        _town.Answer(Anna, new Operation.AskFriend(Bao, "bitte"));
        Assert.Equal(("bitte", null), _town.RequestsOf(Anna)[Bao]);
    }

    [Fact]
    public void A_request_is_refused_by_who_lets_nobody_add_them_any_more()
    {
        _town.Administer(Bao, bao => bao.Administration.Edit(
            bao.Record!.Profile, AccountSettings.Default with { WhoMayAdd = WhoMayAdd.Nobody }));
        _town.Answer(Anna, new Operation.AskFriend(Bao, "again"));
        Assert.Equal(("me, Anna", new(false, "", _town.Now.Wall)), _town.RequestsOf(Anna)[Bao]);
    }

    [Fact]
    public void A_request_is_forgotten_by_who_made_it_and_may_be_accepted_all_the_same()
    {
        Assert.Equal(Answer.Done.Instance, _town.Answer(Anna, new Operation.ForgetAsked(Bao)));
        Assert.Empty(_town.RequestsOf(Anna));
        _town.Answer(Bao, new Operation.AcceptFriend(Anna));
        Assert.Empty(_town.RequestsOf(Anna));
        Assert.Equal(1, _town[Anna].FriendCount);
    }

    [Fact]
    public void A_request_is_settled_when_the_other_one_asks_too_or_adds()
    {
        _town.Answer(Bao, new Operation.AskFriend(Anna, "you"));
        Assert.Empty(_town.AskedOf(Anna));
        Assert.Empty(_town.AskedOf(Bao));
        Assert.Equal((1, 1), (_town[Anna].FriendCount, _town[Bao].FriendCount));
    }

    [Fact]
    public void A_request_goes_with_the_account_that_was_asked()
    {
        _town.Delete(Bao);
        Assert.Empty(_town.RequestsOf(Anna));
    }

    [Fact]
    public void Who_lets_nobody_add_them_and_who_lets_anyone_answers_at_once()
    {
        foreach (var (uin, whoMayAdd) in new[] { (10003u, WhoMayAdd.Nobody), (10004u, WhoMayAdd.Anyone) })
        {
            _town.Add(new(uin), whoMayAdd);
            _town.Answer(Anna, new Operation.AskFriend(new(uin), "me"));
        }

        Assert.Equal([Bao], _town.AskedOf(Anna).Keys);
    }

    [Fact]
    public void A_request_that_the_other_side_has_is_made_whether_it_is_noted_here_or_not()
    {
        _town.Add(new(10003));
        _town.FullFor = Anna;
        Assert.Equal(Answer.Done.Instance, _town.Answer(Anna, new Operation.AskFriend(new(10003), "me")));
        Assert.Equal([Bao], _town.AskedOf(Anna).Keys);
    }
}
