using System.Net;
using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Accounts;

/// <summary>Sessions (protocol.md §3).</summary>
public sealed class SessionTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly IPAddress Elsewhere = IPAddress.Parse("10.0.0.2");

    private readonly Town _town = new();

    public SessionTests() => _town.Add(Anna);

    [Fact]
    public void Another_address_has_no_part_in_a_session()
    {
        _town.Login(Anna);
        Assert.IsType<Answer.NotLoggedIn>(_town.Do(Anna, new Operation.ListFriends(false), Elsewhere).Answer);
    }

    [Fact]
    public void A_login_from_another_address_ends_the_older_session()
    {
        _town.Login(Anna);
        _town.Login(Anna, from: Elsewhere);
        Assert.IsType<Answer.NotLoggedIn>(_town.Answer(Anna, new Operation.ListFriends(false)));
        Assert.IsType<Answer.FriendTotal>(_town.Do(Anna, new Operation.ListFriends(false), Elsewhere).Answer);
    }

    [Fact]
    public void A_session_with_a_key_is_known_by_it_from_any_address_and_by_nothing_else()
    {
        Assert.Equal("key", Assert.IsType<Answer.LoggedIn>(_town.Login(Anna, wantsKey: true).Answer).Key);
        Assert.IsType<Answer.NotLoggedIn>(_town.Do(Anna, new Operation.ListFriends(false), _town.Caller()).Answer);
        Assert.IsType<Answer.FriendTotal>(_town.Do(Anna, new Operation.ListFriends(false), _town.Caller(Elsewhere, "KEYHASH")).Answer);
        Assert.IsType<Answer.NothingToEnd>(_town.Do(Anna, Operation.EndSession.Instance, _town.Caller()).Answer);
        Assert.IsType<Answer.FriendTotal>(_town.Do(Anna, new Operation.ListFriends(false), _town.Caller(key: "KEYHASH")).Answer);
    }

    private static RequestOrigin ByKeyOnly(RequestOrigin origin) => origin.By(origin.Caller with { ByKeyOnly = true });

    [Theory]
    [InlineData(null)]
    [InlineData("whatever")]
    public void Who_may_act_by_a_key_only_has_no_part_in_the_session_of_an_address(string? key)
    {
        _town.Login(Anna);
        Assert.IsType<Answer.NotLoggedIn>(_town.Do(Anna, new Operation.ListFriends(false), ByKeyOnly(_town.Caller(key: key))).Answer);
        _town.Login(Anna, wantsKey: true);
        Assert.IsType<Answer.FriendTotal>(_town.Do(Anna, new Operation.ListFriends(false), ByKeyOnly(_town.Caller(key: "KEYHASH"))).Answer);
    }

    [Fact]
    public void A_session_lives_while_requests_come_and_ends_after_300_seconds_without_one()
    {
        _town.Login(Anna);
        _town.Pass(TimeSpan.FromSeconds(299));
        Assert.IsType<Answer.FriendTotal>(_town.Answer(Anna, new Operation.ListFriends(false)));
        _town.Pass(TimeSpan.FromSeconds(299));
        Assert.IsType<Answer.FriendTotal>(_town.Answer(Anna, new Operation.ListFriends(false)));
        _town.Pass(TimeSpan.FromSeconds(300));
        Assert.IsType<Answer.NotLoggedIn>(_town.Answer(Anna, new Operation.ListFriends(false)));
    }

    [Fact]
    public void Friends_see_a_session_end()
    {
        var bao = new Uin(10002);
        _town.Add(bao, Core.Profiles.WhoMayAdd.Anyone);
        _town.Login(Anna);
        _town.Login(bao);
        _town.Answer(Anna, new Operation.AddFriend(bao));
        _town.Pass(TimeSpan.FromSeconds(200));
        _town.Fetch(bao);
        _town.Pass(TimeSpan.FromSeconds(100));
        Assert.Equal(["20"], _town.Fetch(bao).Select(message => message.Text));
    }

    [Fact]
    public void Failed_logins_are_held_back_longer_and_longer_and_a_success_ends_that()
    {
        for (var failure = 0; failure < 5; failure++)
            Assert.Equal(TimeSpan.Zero, _town.Login(Anna, isRight: false).Delay);
        Assert.Equal([1, 2, 4, 8, 16, 20, 20], Enumerable.Range(0, 7).Select(_ =>
            (int)_town.Login(Anna, isRight: false).Delay.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(20), _town.Login(Anna).Delay);
        Assert.Equal(TimeSpan.Zero, _town.Login(Anna, isRight: false).Delay);
    }

    [Fact]
    public void On_a_full_disk_logins_and_polls_go_on_and_sends_are_refused()
    {
        _town.IsFull = true;
        Assert.IsType<Answer.LoggedIn>(_town.Login(Anna).Answer);
        Assert.IsType<Answer.Done>(_town.Answer(Anna, new Operation.ChangeStatus(Status.Busy)));
        Assert.IsType<Answer.Refused>(_town.Answer(Anna, new Operation.SendText(Anna, "hi", 2)));
        Assert.Empty(_town.Fetch(Anna));
        _town.IsFull = false;
        Assert.IsType<Answer.Done>(_town.Answer(Anna, new Operation.SendText(Anna, "hi", 2)));
        Assert.Single(_town.Fetch(Anna));
    }
}
