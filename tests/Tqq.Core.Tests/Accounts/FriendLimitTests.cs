using Tqq.Core.Commands;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Profiles;

namespace Tqq.Core.Tests.Accounts;

/// <summary>An account has at most as many friends as the rules allow (protocol.md §5.5, §5.6).</summary>
public sealed class FriendLimitTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly Uin Chen = new(10003);
    private static readonly Uin Nobody = new(10009);
    private readonly Town _town = new(new() { FriendLimit = 1 });

    public FriendLimitTests()
    {
        _town.Add(Anna, WhoMayAdd.Anyone);
        _town.Add(Bao, WhoMayAdd.Anyone);
        _town.Add(Chen);
        foreach (var uin in (Uin[])[Anna, Bao, Chen])
            _town.Login(uin);
        Assert.Equal(new Answer.AddAnswered(Bao, AddOutcome.Added), _town.Answer(Anna, new Operation.AddFriend(Bao)));
    }

    [Fact]
    public void AddToList_beyond_the_limit_is_answered_that_it_may_not_be_on_either_side()
    {
        Assert.Equal(new Answer.AddAnswered(Chen, AddOutcome.Refused), _town.Answer(Anna, new Operation.AddFriend(Chen)));
        Assert.Equal(new Answer.AddAnswered(Anna, AddOutcome.Refused), _town.Answer(Chen, new Operation.AddFriend(Anna)));
        Assert.Equal(new Answer.AddAnswered(Bao, AddOutcome.Added), _town.Answer(Anna, new Operation.AddFriend(Bao)));
        Assert.Equal(Answer.NoSuchAccount.Instance, _town.Answer(Anna, new Operation.AddFriend(Nobody)));
        Assert.Equal((1, 0), (_town[Anna].FriendCount, _town[Chen].FriendCount));
    }

    [Fact]
    public void Asking_beyond_the_limit_is_refused_on_either_side_and_leaves_no_request()
    {
        Assert.Equal(Answer.Refused.Instance, _town.Answer(Anna, new Operation.AskFriend(Chen, "hi")));
        Assert.Equal(Answer.Refused.Instance, _town.Answer(Chen, new Operation.AskFriend(Anna, "hi")));
        Assert.Equal(Answer.NoSuchAccount.Instance, _town.Answer(Anna, new Operation.AskFriend(Nobody, "hi")));
        Assert.DoesNotContain(_town.Fetch(Chen), message => message.Kind == MessageKind.FriendRequest);
        Assert.Empty(_town.Fetch(Anna));
    }

    [Fact]
    public void A_request_cannot_be_accepted_beyond_the_limit_but_waits_until_there_is_room()
    {
        _town.Answer(Anna, new Operation.RemoveFriend(Bao));
        _town.Answer(Anna, new Operation.AskFriend(Chen, "hi"));
        _town.Answer(Anna, new Operation.AddFriend(Bao));
        Assert.Equal(Answer.Refused.Instance, _town.Answer(Chen, new Operation.AcceptFriend(Anna)));
        _town.Pass(TimeSpan.FromSeconds(40));
        _town.Answer(Anna, new Operation.RemoveFriend(Bao));
        Assert.Equal(Answer.Done.Instance, _town.Answer(Chen, new Operation.AcceptFriend(Anna)));
        Assert.Equal((1, 1), (_town[Anna].FriendCount, _town[Chen].FriendCount));
    }
}
