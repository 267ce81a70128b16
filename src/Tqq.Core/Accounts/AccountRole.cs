using Tqq.Core.Access;
using Tqq.Core.Changes;
using Tqq.Core.Operations;
using Tqq.Core.Profiles;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Accounts;

/// <summary>What an account may do with the server, and what it shows beside its password when it signs in.</summary>
public readonly record struct AccountRole
{
    private readonly AccountState _state;

    internal AccountRole(AccountState state) => _state = state;

    /// <summary>The second factor; null where there is none.</summary>
    public SecondFactor? Factor => _state.SecondFactor;

    /// <summary>Whether an account of this role may have its own password open HTTP QQ: whoever listens there would have it.</summary>
    public static bool Permits(AdminRole role, WireLogin login) => role == AdminRole.None || login != WireLogin.Password;

    /// <summary>Gives the account a role that it has not, with a new password: the old one may have been heard. All sessions end.</summary>
    /// <param name="role">The role.</param>
    /// <param name="passwordHash">The slow hash of the new password.</param>
    /// <param name="now">The time.</param>
    public Step.Done Promote(AdminRole role, string passwordHash, Moment now) => new AccountAdministration(_state).EndingAll(
        new Change.AccountEdited(Fitting(_state.Account! with { Role = role })), new Change.RoleSet(role, now.Wall),
        new Change.PasswordSet(passwordHash));

    /// <summary>Gives an administrator the other role, or takes it away; then its second factor goes as well.</summary>
    public static Step.Done Change(AdminRole role, Moment now) => new(Answer.Done.Instance)
    {
        Changes = role == AdminRole.None ? [new Change.SecondFactorSet(null), new Change.RoleSet(role, now.Wall)]
            : [new Change.RoleSet(role, now.Wall)],
    };

    /// <summary>Sets the second factor, or takes it away.</summary>
    public static Step.Done SetFactor(SecondFactor? factor) =>
        new(Answer.Done.Instance) { Changes = [new Change.SecondFactorSet(factor)] };

    /// <summary>
    /// A code was right. It is used in memory at once, so that two who show it together are not both let in; the disk follows before either
    /// is.
    /// </summary>
    /// <param name="used">The second factor without it.</param>
    public Change Use(SecondFactor used)
    {
        _state.Occasional.SecondFactor = used;
        return new Change.SecondFactorSet(used);
    }

    /// <summary>The account with settings that its role permits.</summary>
    internal static AccountRecord Fitting(AccountRecord account) => Permits(account.Role, account.Settings.Access.Login) ? account
        : account with
        {
            Settings = account.Settings with { Access = account.Settings.Access with { Login = WireLogin.AppPassword } },
        };
}
