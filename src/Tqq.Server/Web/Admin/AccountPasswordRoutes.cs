using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;
using Tqq.Server.Web.Api;
using static Tqq.Server.Web.Admin.RouteAnswers;

namespace Tqq.Server.Web.Admin;

/// <summary>The admin API's passwords of accounts: one that is given, or one by chance. The account is told by 10000.</summary>
internal static class AccountPasswordRoutes
{
    private const string Path = "/accounts/{uin:long}/password";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPut(Path, SetAsync).Needs(AdminRight.Full, confirm: true).Acts("account.password")
            .OfAccount().Takes<PasswordBody>().Writes().Produces(StatusCodes.Status204NoContent).Produces<WeakPasswordBody>();
        api.MapPost(Path, GenerateAsync).Needs(AdminRight.Full, confirm: true).Acts("account.password-generate")
            .OfAccount().Writes().Produces<GeneratedPasswordBody>();
    }

    private static async Task<IResult> SetAsync(
        long uin, HttpRequest request, IAccountAdministration accounts, IAdministrators administrators, CancellationToken ct)
    {
        var body = await BodyReader.ReadAsync(request, AdminJson.Default.PasswordBody, ct);
        var number = AccountWords.ReadUin(uin);
        // What opens the administrator's pages is as hard to guess here as where the role was given.
        var password = (await administrators.ListAsync(ct)).Any(one => one.Uin == number)
            ? ApiInput.NewPassword(body.Password, "password") : AccountWords.ReadPassword(body.Password, body.RefusesWeak);
        return !await accounts.SetPasswordAsync(number, password, ct) ? Missing(uin)
            : AccountWords.Weakness(password) is { } weakness ? Results.Ok(new WeakPasswordBody(weakness)) : Results.NoContent();
    }

    private static async Task<IResult> GenerateAsync(long uin, IAccountAdministration accounts, CancellationToken ct)
    {
        var password = GeneratedPassword.Make();
        return await accounts.SetPasswordAsync(AccountWords.ReadUin(uin), password, ct)
            ? Results.Ok(new GeneratedPasswordBody(uin, password)) : Missing(uin);
    }
}
