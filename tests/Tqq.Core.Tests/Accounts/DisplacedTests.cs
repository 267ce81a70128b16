using System.Net;
using Tqq.Core.Commands;
using Tqq.Core.Operations;

namespace Tqq.Core.Tests.Accounts;

/// <summary>Who hears that another login took its session's place (protocol.md §3).</summary>
public sealed class DisplacedTests
{
    private static readonly Uin Anna = new(10001);
    private static readonly IPAddress Elsewhere = IPAddress.Parse("10.0.0.2");
    private static readonly Operation Ping = new Operation.ListFriends(false);

    private readonly Town _town = new();

    public DisplacedTests() => _town.Add(Anna);

    private void Login(string? key, IPAddress? from = null) =>
        Assert.IsType<Answer.LoggedIn>(_town.Login(Anna, isRight: true, new LoginAttempt("md5", key is not null, _town.Caller(from)),
            new(key ?? "unused", key ?? "unused")).Answer);

    private Answer Ask(string? key, IPAddress? from = null) => _town.Do(Anna, Ping, _town.Caller(from, key)).Answer;

    [Fact]
    public void The_old_key_hears_from_where_the_other_login_came()
    {
        Login("old");
        Login("new", Elsewhere);
        Assert.Equal(new Answer.Displaced(Elsewhere), Ask("old"));
        Assert.IsType<Answer.FriendTotal>(Ask("new", Elsewhere));
        Assert.IsType<Answer.NothingToEnd>(_town.Do(Anna, Operation.EndSession.Instance, _town.Caller(key: "old")).Answer);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another")]
    public void Nobody_else_hears_of_it(string? key)
    {
        Login("old");
        Login("new", Elsewhere);
        Assert.IsType<Answer.NotLoggedIn>(Ask(key));
    }

    [Fact]
    public void A_legacy_session_hears_what_it_always_heard()
    {
        Login(null);
        Login("new", Elsewhere);
        Assert.IsType<Answer.NotLoggedIn>(Ask(null));
    }

    [Fact]
    public void A_legacy_login_displaces_too()
    {
        Login("old");
        Login(null, Elsewhere);
        Assert.Equal(new Answer.Displaced(Elsewhere), Ask("old"));
    }

    [Fact]
    public void Where_the_other_session_is_over_the_old_key_is_told_nothing_of_it()
    {
        Login("old");
        Login("new", Elsewhere);
        _town.Do(Anna, Operation.EndSession.Instance, _town.Caller(key: "new"));
        Assert.IsType<Answer.NotLoggedIn>(Ask("old"));
        Login("third", Elsewhere);
        Assert.IsType<Answer.NotLoggedIn>(Ask("old"));
        _town.Pass(TimeSpan.FromSeconds(300));
        Assert.IsType<Answer.NotLoggedIn>(Ask("new"));
    }

    [Fact]
    public void The_last_four_keys_are_remembered()
    {
        foreach (var number in Enumerable.Range(1, 6))
            Login($"key{number}", Elsewhere);
        Assert.IsType<Answer.NotLoggedIn>(Ask("key1"));
        Assert.All(Enumerable.Range(2, 4), number => Assert.Equal(new Answer.Displaced(Elsewhere), Ask($"key{number}")));
    }
}
