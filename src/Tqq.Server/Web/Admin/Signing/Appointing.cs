using Tqq.Core;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Admin.Signing;

/// <summary>Makes an administrator of an account that is there, or makes the account.</summary>
internal static class Appointing
{
    /// <summary>Makes one.</summary>
    /// <param name="administrators">All of them.</param>
    /// <param name="uin">The number; null for one that it is given.</param>
    /// <param name="profile">The profile of an account that is made; null where none is to be.</param>
    /// <param name="role">The role.</param>
    /// <param name="password">The password from now on.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="BadInputException">The password is the old one.</exception>
    /// <returns>The administrator; null where there is no such account and none was made, or it is an administrator already.</returns>
    public static async Task<Uin?> AppointAsync(
        IAdministrators administrators, Uin? uin, Profile? profile, AdminRole role, string password, CancellationToken ct)
    {
        if (uin is { } number)
        {
            if ((await administrators.ListAsync(ct)).Any(one => one.Uin == number))
                return null;
            var promoted = await administrators.PromoteAsync(number, role, password, ct);
            if (promoted == Promoted.PasswordIsOld)
                throw new BadInputException(new("password", InputRule.OldPassword),
                    "password is the one that the account has, whose MD5 may have been heard over HTTP QQ: choose another");
            if (promoted == Promoted.Done)
                return number;
        }

        return profile is not null
            && await administrators.MakeAsync(uin, profile, role, password, ct) is { Outcome: RegistrationOutcome.Made, Uin: var made }
                ? made : null;
    }
}
