using Tqq.Core.Accounts;
using Tqq.Core.Operations;
using Tqq.Core.Profiles;

namespace Tqq.Core.Tests.Accounts;

/// <summary>An account that administers the server.</summary>
public sealed class AccountRoleTests
{
    private static readonly Uin Anna = new(10001);

    private readonly Town _town = new();

    public AccountRoleTests() => _town.Add(Anna);

    private void Promote(AdminRole role = AdminRole.Full) =>
        _town.Administer(Anna, anna => anna.Role.Promote(role, "new hash", _town.Now));

    private LoginCheck Examine() => _town[Anna].Examine(new("md5", false, _town.Caller()));

    [Theory]
    [InlineData(AdminRole.Full)]
    [InlineData(AdminRole.ReadOnly)]
    public void Its_own_password_opens_the_wire_no_more_and_its_sessions_have_ended(AdminRole role)
    {
        Assert.IsType<LoginCheck.ByPassword>(Examine());
        _town.Login(Anna);
        Promote(role);
        Assert.Null(_town[Anna].Session);
        Assert.Equal((role, WireLogin.AppPassword), (_town[Anna].Record!.Role, _town[Anna].Record!.Settings.Access.Login));
        Assert.Equal(LoginObstacle.AppPasswordOnly, Assert.IsType<LoginCheck.Hopeless>(Examine()).Obstacle);
        _town.Restart();
        Assert.Equal(role, _town[Anna].Record!.Role);
        Assert.Equal(LoginObstacle.AppPasswordOnly, Assert.IsType<LoginCheck.Hopeless>(Examine()).Obstacle);
    }

    [Theory]
    [InlineData(WireLogin.Password, false)]
    [InlineData(WireLogin.AppPassword, true)]
    [InlineData(WireLogin.Off, true)]
    public void Nobody_sets_it_so_that_its_own_password_opens_the_wire(WireLogin login, bool may)
    {
        Promote();
        var record = _town[Anna].Record!;
        var access = record.Settings.Access with { Login = login };
        Assert.Equal(may, _town[Anna].Administration.Edit(record.Profile, record.Settings with { Access = access }) is not null);
        Assert.Equal(may, AccountRole.Permits(AdminRole.ReadOnly, login));
        Assert.True(AccountRole.Permits(AdminRole.None, login));
    }

    [Fact]
    public void One_that_is_made_for_an_administrator_is_let_in_by_app_password_alone()
    {
        var bao = new Uin(10002);
        var record = new AccountRecord(bao, Profile.Named("Bao"), AccountSettings.Default, true, _town.Now.Wall, AdminRole.Full);
        _town.Administer(bao, _ => AccountAdministration.Create(record, "hash"));
        _town.Restart();
        Assert.Equal((AdminRole.Full, WireLogin.AppPassword), (_town[bao].Record!.Role, _town[bao].Record!.Settings.Access.Login));
    }

    [Fact]
    public void With_the_role_goes_the_second_factor_and_the_wire_stays_shut()
    {
        Promote();
        _town.Administer(Anna, _ => AccountRole.SetFactor(new("ABCD", true, 7, ["HASH"])));
        _town.Administer(Anna, _ => AccountRole.Change(AdminRole.ReadOnly, _town.Now));
        _town.Restart();
        Assert.Equal((AdminRole.ReadOnly, 7), (_town[Anna].Record!.Role, _town[Anna].Role.Factor!.LastStep));
        _town.Administer(Anna, _ => AccountRole.Change(AdminRole.None, _town.Now));
        _town.Restart();
        Assert.Equal((AdminRole.None, WireLogin.AppPassword), (_town[Anna].Record!.Role, _town[Anna].Record!.Settings.Access.Login));
        Assert.Null(_town[Anna].Role.Factor);
    }

    [Fact]
    public void A_code_and_a_recovery_code_are_good_once_however_they_come_to_the_disk()
    {
        Promote();
        _town.Administer(Anna, _ => AccountRole.SetFactor(new("ABCD", true, 7, ["ONE", "TWO"])));
        var role = _town[Anna].Role;
        Assert.Null(role.Factor!.WithoutStep(7));
        Assert.Null(role.Factor.WithoutRecovery("THREE"));
        var first = role.Use(role.Factor.WithoutStep(8)!);
        var second = role.Use(role.Factor.WithoutRecovery("ONE")!);
        Assert.Null(role.Factor.WithoutStep(8));
        _town[Anna].Applied([first], default);
        Assert.Null(role.Factor.WithoutRecovery("ONE"));
        _town[Anna].Applied([second], default);
        Assert.Equal((8, "TWO"), (role.Factor.LastStep, Assert.Single(role.Factor.Recovery)));
    }

    [Fact]
    public void A_new_password_is_told_by_a_notice_of_the_system()
    {
        _town.Login(Anna);
        _town.Administer(Anna, anna => anna.Administration.SetPassword("new hash", _town.Now));
        Assert.Null(_town[Anna].Session);
        Assert.Equal(1, _town[Anna].Mailbox.Waiting);
    }
}
