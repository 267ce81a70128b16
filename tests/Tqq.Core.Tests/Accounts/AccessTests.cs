using System.Net;
using Tqq.Core.Access;
using Tqq.Core.Changes;
using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Core.Profiles;
using Tqq.Core.Rules;
using Tqq.Core.Steps;

namespace Tqq.Core.Tests.Accounts;

/// <summary>What the old protocol gives away, made safe: app passwords, allowed addresses, demanded keys.</summary>
public sealed class AccessTests
{
    private const string AppMd5 = "0CC175B9C0F1B6A831C399E269772661";
    private static readonly Uin Anna = new(10001);
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.1");
    private static readonly Operation Ping = new Operation.ListFriends(false);

    private readonly Town _town = new();

    public AccessTests() => _town.Add(Anna);

    private int AddAppPassword(string md5 = AppMd5)
    {
        var (step, added) = _town[Anna].Administration.AddAppPassword("phone", AppPassword.HashOf(md5), _town.Now)!.Value;
        _town.Administer(Anna, _ => step);
        return added.Id;
    }

    private Answer LoginByApp(IPAddress? from = null) =>
        _town.Login(Anna, isRight: false, from, password: AppMd5.ToLowerInvariant()).Answer;

    [Fact]
    public void An_app_password_logs_in_and_its_last_use_is_known_after_a_restart_too()
    {
        AddAppPassword();
        Assert.IsType<Answer.LoginFailed>(_town.Login(Anna, isRight: false).Answer);
        Assert.IsType<Answer.LoggedIn>(LoginByApp(Elsewhere));
        _town.Restart();
        Assert.Equal(new AppPasswordUse(_town.Now.Wall, Elsewhere), Assert.Single(_town[Anna].AppPasswords).LastUse);
        Assert.IsType<Answer.FriendTotal>(_town.Do(Anna, Ping, Elsewhere).Answer);
    }

    [Fact]
    public void Taking_an_app_password_back_ends_the_session_begun_with_it_and_no_other()
    {
        var (first, second) = (AddAppPassword(), AddAppPassword("other"));
        LoginByApp();
        _town.Administer(Anna, account => account.Administration.RemoveAppPassword(second)!);
        Assert.IsType<Answer.FriendTotal>(_town.Answer(Anna, Ping));
        _town.Restart();
        _town.Administer(Anna, account => account.Administration.RemoveAppPassword(first)!);
        Assert.IsType<Answer.NotLoggedIn>(_town.Answer(Anna, Ping));
        Assert.IsType<Answer.LoginFailed>(LoginByApp());
        Assert.Null(_town[Anna].Administration.RemoveAppPassword(first));
    }

    [Fact]
    public void An_app_password_that_an_administrator_makes_is_told_to_the_account_and_an_own_one_is_not()
    {
        _town.Administer(Anna, account => account.Administration.AddOwnAppPassword("own", "hash", _town.Now)!.Value.Step);
        Assert.Equal(0, _town[Anna].Mailbox.Waiting);
        AddAppPassword();
        Assert.Equal(1, _town[Anna].Mailbox.Waiting);
        Assert.Equal(2, _town[Anna].AppPasswords.Length);
    }

    [Fact]
    public void The_number_of_an_app_password_is_never_used_again_and_there_are_only_so_many()
    {
        var ids = Enumerable.Range(0, AppPassword.Most).Select(number => AddAppPassword("md5 " + number)).ToList();
        Assert.Equal(Enumerable.Range(1, AppPassword.Most), ids);
        Assert.Null(_town[Anna].Administration.AddAppPassword("", "hash", _town.Now));
        _town.Administer(Anna, account => account.Administration.RemoveAppPassword(ids[^1])!);
        _town.Restart();
        Assert.Equal(AppPassword.Most + 1, AddAppPassword());
    }

    [Fact]
    public void Where_only_app_passwords_open_the_password_does_not()
    {
        AddAppPassword();
        _town.Set(Anna, WireAccess.Open with { Login = WireLogin.AppPassword });
        Assert.IsType<Answer.LoginFailed>(_town.Login(Anna).Answer);
        Assert.IsType<Answer.LoggedIn>(LoginByApp());
    }

    [Fact]
    public void Where_nothing_opens_nothing_does()
    {
        AddAppPassword();
        _town.Set(Anna, WireAccess.Open with { Login = WireLogin.Off });
        Assert.IsType<Answer.LoginFailed>(_town.Login(Anna).Answer);
        Assert.IsType<Answer.LoginFailed>(LoginByApp());
    }

    [Fact]
    public void From_an_address_that_is_not_allowed_a_right_login_is_a_wrong_one_and_nothing_is_computed_sooner()
    {
        AddAppPassword();
        _town.Set(Anna, WireAccess.Open with { Addresses = [IPNetwork.Parse("10.0.0.0/8")] });
        Assert.IsType<Answer.LoginFailed>(_town.Login(Anna, from: Elsewhere).Answer);
        Assert.IsType<Answer.LoginFailed>(LoginByApp(Elsewhere));
        Assert.IsType<Core.Accounts.LoginCheck.Hopeless>(_town[Anna].Examine(new(AppMd5, false, _town.Caller(Elsewhere))));
        Assert.IsType<Answer.LoggedIn>(_town.Login(Anna).Answer);
    }

    [Fact]
    public void A_session_cannot_be_used_from_an_address_that_is_not_allowed_though_it_has_a_key()
    {
        _town.Set(Anna, WireAccess.Open with { Addresses = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("2001:db8::/32")] });
        _town.Login(Anna, wantsKey: true);
        Assert.IsType<Answer.NotLoggedIn>(_town.Do(Anna, Ping, _town.Caller(Elsewhere, "KEYHASH")).Answer);
        Assert.IsType<Answer.FriendTotal>(_town.Do(Anna, Ping, _town.Caller(IPAddress.Parse("2001:db8::7"), "KEYHASH")).Answer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Where_a_key_is_demanded_only_who_has_the_password_learns_of_it(bool byServer)
    {
        var town = new Town(new AccountRules { RequiresKey = byServer });
        town.Add(Anna);
        town.Set(Anna, WireAccess.Open with { RequiresKey = !byServer });
        Assert.IsType<Answer.LoginFailed>(town.Login(Anna, isRight: false).Answer);
        Assert.IsType<Answer.KeyRequired>(town.Login(Anna).Answer);
        Assert.IsType<Answer.NotLoggedIn>(town.Answer(Anna, Ping));
        Assert.IsType<Answer.LoggedIn>(town.Login(Anna, wantsKey: true).Answer);
    }

    public static TheoryData<string, WireAccess> StricterSettings => new()
    {
        { "off", WireAccess.Open with { Login = WireLogin.Off } },
        { "app passwords only", WireAccess.Open with { Login = WireLogin.AppPassword } },
        { "from elsewhere only", WireAccess.Open with { Addresses = [IPNetwork.Parse("192.0.2.0/24")] } },
        { "with a key only", WireAccess.Open with { RequiresKey = true } },
    };

    [Theory]
    [MemberData(nameof(StricterSettings))]
    public void A_session_that_might_not_begin_with_new_settings_ends(string settings, WireAccess access)
    {
        _town.Login(Anna);
        _town.Set(Anna, access);
        Assert.True(_town[Anna].Session is null, settings);
        Assert.IsType<Answer.NotLoggedIn>(_town.Answer(Anna, Ping));
    }

    [Fact]
    public void A_session_that_might_begin_with_new_settings_lives_on()
    {
        AddAppPassword();
        LoginByApp();
        _town.Set(Anna, new(WireLogin.AppPassword, [new(Town.Home, 32)], false));
        Assert.IsType<Answer.FriendTotal>(_town.Answer(Anna, Ping));
    }

    [Fact]
    public void A_server_that_now_demands_keys_lets_no_older_session_without_one_go_on()
    {
        var record = _town[Anna].Record!;
        var session = new Sessions.SessionRecord(Town.Home, null, Core.Presence.Status.Online, _town.Now.Wall);
        var account = new Core.Accounts.LiveAccount(Anna, new(record, [], [], session, 0, 0, 0, 0), new AccountRules { RequiresKey = true },
            _town.Now);
        Assert.IsType<Answer.NotLoggedIn>(Assert.IsType<Step.Done>(account.Begin(Ping, _town.Caller(), _town.Now)).Outcome.Answer);
    }

    [Fact]
    public void What_changed_while_the_password_was_computed_counts()
    {
        var id = AddAppPassword();
        var (byPassword, byApp) = (new LoginAttempt("md5", false, _town.Caller()), new LoginAttempt(AppMd5, false, _town.Caller()));
        var (password, app) = (_town[Anna].Examine(byPassword), _town[Anna].Examine(byApp));
        _town.Administer(Anna, account => account.Administration.SetPassword("new hash", _town.Now));
        _town.Administer(Anna, account => account.Administration.RemoveAppPassword(id)!);
        Assert.IsType<Answer.LoginFailed>(_town.Conclude(Anna, password, true, byPassword).Outcome.Answer);
        Assert.IsType<Answer.LoginFailed>(_town.Conclude(Anna, app, true, byApp).Outcome.Answer);
    }

    [Fact]
    public void A_login_goes_on_when_there_is_no_room_to_note_it()
    {
        AddAppPassword();
        _town.IsFull = true;
        Assert.IsType<Answer.LoggedIn>(LoginByApp());
    }

    [Fact]
    public void No_text_form_shows_what_opens_an_account()
    {
        AddAppPassword();
        var known = Assert.Single(_town[Anna].AppPasswords);
        var said = $"{known} {new Change.AppPasswordAdded(known)} {new LoginAttempt(AppMd5, true, _town.Caller())}";
        Assert.DoesNotContain(known.Hash, said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(AppMd5, said, StringComparison.OrdinalIgnoreCase);
    }
}
