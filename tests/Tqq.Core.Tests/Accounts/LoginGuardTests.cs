using System.Net;
using Tqq.Core.Operations;

namespace Tqq.Core.Tests.Accounts;

/// <summary>Guessing is slowed down (protocol.md §5.1), and nobody is shut out by it from where they usually log in.</summary>
public sealed class LoginGuardTests
{
    private static readonly Uin Anna = new(10001);

    private readonly Town _town = new();

    public LoginGuardTests() => _town.Add(Anna);

    private static IPAddress Address(int number) => new([192, 0, (byte)(number >> 8), (byte)number]);

    private void Attack(int times, Func<int, IPAddress>? from = null)
    {
        for (var number = 0; number < times; number++)
            _town.Login(Anna, isRight: false, (from ?? Address)(number));
    }

    [Fact]
    public void Failures_from_elsewhere_never_hold_back_a_login_from_a_usual_address_also_after_a_restart()
    {
        _town.Login(Anna);
        _town.Restart();
        Attack(1000);
        Assert.Equal(TimeSpan.Zero, Assert.IsType<Outcome>(_town.Login(Anna, isRight: false)).Delay);
        var outcome = _town.Login(Anna);
        Assert.IsType<Answer.LoggedIn>(outcome.Answer);
        Assert.Equal(TimeSpan.Zero, outcome.Delay);
    }

    [Fact]
    public void A_success_from_a_usual_address_is_no_excuse_for_what_was_tried_from_elsewhere()
    {
        _town.Login(Anna);
        Attack(8);
        _town.Login(Anna);
        Assert.Equal(8, _town.Login(Anna, isRight: false, Address(9)).Delay.TotalSeconds);
    }

    [Fact]
    public void A_usual_address_has_a_throttle_of_its_own()
    {
        _town.Login(Anna);
        Attack(5, _ => Town.Home);
        Assert.Equal(1, _town.Login(Anna, isRight: false).Delay.TotalSeconds);
        Assert.Equal(0, _town.Login(Anna, isRight: false, Address(1)).Delay.TotalSeconds);
    }

    [Fact]
    public void Only_the_last_few_addresses_are_usual()
    {
        foreach (var number in (int[])[1, 2, 3, 4, 2, 5])
            _town.Login(Anna, from: Address(number));
        Assert.Equal([false, true, true, true, true], Enumerable.Range(1, 5).Select(number => _town[Anna].IsUsual(Address(number))));
    }

    [Fact]
    public void Many_logins_at_once_are_no_way_round()
    {
        var delays = Enumerable.Range(0, 8).Select(number =>
            _town[Anna].AdmitLogin(Address(number), TimeSpan.Zero, _town.Now)!.Value.Delay.TotalSeconds);
        Assert.Equal([0, 0, 0, 0, 0, 1, 2, 4], delays);
    }

    [Fact]
    public void Only_so_many_logins_from_unusual_addresses_wait_at_once()
    {
        _town.Login(Anna);
        Attack(5);
        Assert.Equal(8, Enumerable.Range(0, 100).Count(number =>
            _town[Anna].AdmitLogin(Address(number), TimeSpan.Zero, _town.Now) is not null));
        Assert.NotNull(_town[Anna].AdmitLogin(Town.Home, TimeSpan.Zero, _town.Now));
        _town.Pass(TimeSpan.FromSeconds(20));
        Assert.NotNull(_town[Anna].AdmitLogin(Address(1), TimeSpan.Zero, _town.Now));
    }

    [Fact]
    public void A_login_that_was_not_looked_at_counts_for_nothing()
    {
        for (var number = 0; number < 100; number++)
        {
            Assert.Equal(TimeSpan.Zero, _town[Anna].AdmitLogin(Address(number), TimeSpan.Zero, _town.Now)!.Value.Delay);
            _town[Anna].WithdrawLogin(Address(number));
        }

        Assert.True(_town[Anna].IsUntroubled(_town.Now));
    }

    [Fact]
    public void What_an_address_did_to_others_holds_it_back_here_too_unless_it_is_usual_here()
    {
        _town.Login(Anna);
        Assert.Equal(20, _town[Anna].AdmitLogin(Address(1), TimeSpan.FromSeconds(20), _town.Now)!.Value.Delay.TotalSeconds);
        Assert.Equal(0, _town[Anna].AdmitLogin(Town.Home, TimeSpan.FromSeconds(20), _town.Now)!.Value.Delay.TotalSeconds);
    }

    [Fact]
    public void Five_minutes_without_a_failure_end_it()
    {
        Attack(50);
        _town.Pass(TimeSpan.FromMinutes(5.01));
        Assert.True(_town[Anna].IsUntroubled(_town.Now));
        Assert.Equal(0, _town.Login(Anna, isRight: false, Address(1)).Delay.TotalSeconds);
    }

    [Fact]
    public void An_account_that_does_not_exist_is_guarded_like_one_that_does()
    {
        var nobody = new Uin(10002);
        for (var number = 0; number < 30; number++)
        {
            var (real, none) = (_town.Login(Anna, isRight: false, Address(number)), _town.Login(nobody, isRight: true, Address(number)));
            Assert.Equal(real, none);
        }
    }
}
