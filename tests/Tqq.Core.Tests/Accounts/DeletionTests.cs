using System.Net;
using Tqq.Core.Accounts;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Profiles;

namespace Tqq.Core.Tests.Accounts;

/// <summary>An account whose deletion is being stored promises nothing to anybody.</summary>
public sealed class DeletionTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private readonly Town _town = new();

    public DeletionTests() => _town.Add(Anna, WhoMayAdd.Anyone);

    [Fact]
    public void While_a_deletion_is_being_stored_nobody_logs_in_and_nothing_is_taken_that_the_next_holder_would_inherit()
    {
        var account = _town[Anna];
        var step = account.Administration.Delete();
        Assert.IsType<LoginCheck.Hopeless>(account.Examine(new LoginAttempt("md5", false, new(new(IPAddress.Loopback, null)))));
        foreach (var request in (PeerRequest[])[new PeerRequest.TakeText(Bao, "hi"), new PeerRequest.Befriend(new(Bao, default, 0, "b", 1)),
            new PeerRequest.AskFriendship(new(Bao, default, 0, "b", 1), "hi")])
        {
            var (answer, changes) = account.Hear(request, _town.Now);
            Assert.Equal(PeerAnswer.Full.Instance, answer);
            Assert.Empty(changes);
        }

        account.Applied(step.Changes, default);
        Assert.Equal(PeerAnswer.NoSuchAccount.Instance, account.Hear(new PeerRequest.TakeText(Bao, "hi"), _town.Now).Answer);
    }

    [Fact]
    public void A_deletion_that_finds_no_room_on_disk_leaves_the_account_as_it_was()
    {
        var account = _town[Anna];
        account.Discarded(account.Administration.Delete().Changes);
        Assert.Equal(PeerAnswer.Done.Instance, account.Hear(new PeerRequest.TakeText(Bao, "hi"), _town.Now).Answer);
    }
}
