using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Access;
using Tqq.Server.Messaging;
using static Tqq.Server.Web.Admin.RouteAnswers;

namespace Tqq.Server.Web.Admin;

/// <summary>
/// The admin API's app passwords of an account: add, list, remove. Whoever has one reads what comes over HTTP QQ, so the account is told by
/// 10000 of each that is made here.
/// </summary>
internal static class AppPasswordRoutes
{
    private const int LongestName = 32;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/accounts/{uin:long}/app-passwords", List).Needs(AdminRight.Read).OfAccount().Produces<AppPasswordList>();
        api.MapPost("/accounts/{uin:long}/app-passwords", Add).Needs(AdminRight.Full, confirm: true).Acts("app-password.add", "name")
            .OfAccount().Takes<NewAppPasswordBody>().Writes()
            .Produces<AppPasswordBody>(StatusCodes.Status201Created).ProducesProblem(409);
        api.MapDelete("/accounts/{uin:long}/app-passwords/{id:int}", Remove).Needs(AdminRight.Full).Acts("app-password.remove")
            .OfAccount().Writes().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> List(long uin, IAccountAdministration accounts, CancellationToken ct) =>
        await accounts.ListAppPasswordsAsync(AccountWords.ReadUin(uin), ct) is { } all
            ? Results.Ok(new AppPasswordList([.. all.Select(Show)])) : Missing(uin);

    private static async Task<IResult> Add(long uin, HttpContext context, IAccountAdministration accounts, CancellationToken ct)
    {
        var name = ReadName((await BodyReader.ReadAsync(context.Request, AdminJson.Default.NewAppPasswordBody, ct)).Name);
        var (answer, text) = await accounts.AddAppPasswordAsync(AccountWords.ReadUin(uin), name, ct);
        if (answer.Added is { } made)
            context.Notes().Say(string.Create(CultureInfo.InvariantCulture, $"app password {made.Id}"));
        return answer switch
        {
            { Added: { } added } =>
                Results.Created($"/admin/api/v1/accounts/{uin}/app-passwords/{added.Id}", Show(added) with { Password = text }),
            { IsThere: true } =>
                Problem(StatusCodes.Status409Conflict,
                $"account {uin} has {AppPassword.Most} app passwords, as many as it may: remove one first"),
            _ => Missing(uin),
        };
    }

    private static async Task<IResult> Remove(long uin, int id, IAccountAdministration accounts, CancellationToken ct) =>
        await accounts.RemoveAppPasswordAsync(AccountWords.ReadUin(uin), id, ct) switch
        {
            true => Results.NoContent(),
            false => Problem(StatusCodes.Status404NotFound, $"account {uin} has no app password {id}"),
            null => Missing(uin),
        };

    private static AppPasswordBody Show(AppPassword known) =>
        new(known.Id, known.Name, known.Made, known.LastUse?.At, known.LastUse?.From.ToString());

    private static string ReadName(string? name) => name is null || (name.Length <= LongestName && !name.Any(char.IsControl))
        ? name ?? ""
        : throw new BadInputException(new("name", InputRule.Text, Max: LongestName),
            $"name must be a text of at most {LongestName} characters without control characters");
}
