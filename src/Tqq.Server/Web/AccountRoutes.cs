using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using static Tqq.Server.Web.RouteAnswers;

namespace Tqq.Server.Web;

/// <summary>The admin API's accounts: create, list, show, edit, password, disable, enable, kick, delete.</summary>
internal static class AccountRoutes
{
    private const int LongestPage = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/accounts", List).Produces<AccountPage>();
        api.MapPost("/accounts", Create).Accepts<NewAccountBody>("application/json").Produces<AccountBody>(StatusCodes.Status201Created).ProducesProblem(400).ProducesProblem(409);
        api.MapGet("/accounts/{uin:long}", Show).Produces<AccountBody>().ProducesProblem(404);
        api.MapPatch("/accounts/{uin:long}", Edit).Accepts<EditBody>("application/json").Produces<AccountBody>().ProducesProblem(400).ProducesProblem(404);
        api.MapDelete("/accounts/{uin:long}", (long uin, IAccountAdministration accounts, CancellationToken ct) => Do(uin, () => accounts.DeleteAsync(AccountWords.ReadUin(uin), ct)))
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(404);
        api.MapPut("/accounts/{uin:long}/password", SetPassword).Accepts<PasswordBody>("application/json").Produces(StatusCodes.Status204NoContent).ProducesProblem(400).ProducesProblem(404);
        api.MapPost("/accounts/{uin:long}/disable", (long uin, IAccountAdministration accounts, CancellationToken ct) => Do(uin, () => accounts.SetEnabledAsync(AccountWords.ReadUin(uin), false, ct)))
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(404);
        api.MapPost("/accounts/{uin:long}/enable", (long uin, IAccountAdministration accounts, CancellationToken ct) => Do(uin, () => accounts.SetEnabledAsync(AccountWords.ReadUin(uin), true, ct)))
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(404);
        api.MapPost("/accounts/{uin:long}/kick", Kick).Produces<KickBody>().ProducesProblem(404);
    }

    private static Task<IResult> List(IAccountAdministration accounts, CancellationToken ct, long after = 0, int limit = 100) => Checked(async () =>
    {
        if (limit is < 1 or > LongestPage || after is < 0 or > uint.MaxValue)
            throw new ArgumentException($"limit may be 1 to {LongestPage}, after a number from 0 to 4294967295");
        var page = await accounts.ListAsync(new((uint)after), limit, ct);
        return Results.Ok(new AccountPage([.. page.Select(AccountWords.Show)], page.Length == limit ? page[^1].Account.Uin.Value : null));
    });

    private static Task<IResult> Create(HttpRequest request, IAccountAdministration accounts, ServerFacts facts, CancellationToken ct) => Checked(async () =>
    {
        var body = await Body(request, WebJson.Default.NewAccountBody, ct);
        var uin = AccountWords.ReadUin(body.Uin);
        var profile = AccountWords.ReadFields(Profile.Named(body.Nick ?? throw new ArgumentException("nick is missing")), body.Fields);
        var settings = AccountWords.ReadSettings(AccountSettings.Default, new(body.WhoMayAdd, null, null, null, body.WireLogin, body.AllowedAddresses, body.RequiresKey));
        if (!await accounts.CreateAsync(new(uin, profile, settings, Enabled: true, facts.Calendar.GetUtcNow()), AccountWords.ReadPassword(body.Password), ct))
            return Problem(StatusCodes.Status409Conflict, $"account {uin} exists already");
        return Results.Created($"/admin/api/v1/accounts/{uin}", AccountWords.Show((await accounts.ShowAsync(uin, ct))!));
    });

    private static Task<IResult> Show(long uin, IAccountAdministration accounts, CancellationToken ct) => Checked(async () =>
        await accounts.ShowAsync(AccountWords.ReadUin(uin), ct) is { } details ? Results.Ok(AccountWords.Show(details)) : Missing(uin));

    private static Task<IResult> Edit(long uin, HttpRequest request, IAccountAdministration accounts, CancellationToken ct) => Checked(async () =>
    {
        var body = await Body(request, WebJson.Default.EditBody, ct);
        var number = AccountWords.ReadUin(uin);
        if (await accounts.ShowAsync(number, ct) is not { Account: var before })
            return Missing(uin);
        var edited = await accounts.EditAsync(number, AccountWords.ReadFields(before.Profile, body.Fields), AccountWords.ReadSettings(before.Settings, body), ct);
        return edited && await accounts.ShowAsync(number, ct) is { } after ? Results.Ok(AccountWords.Show(after)) : Missing(uin);
    });

    private static Task<IResult> SetPassword(long uin, HttpRequest request, IAccountAdministration accounts, CancellationToken ct) => Do(uin, async () =>
    {
        var body = await Body(request, WebJson.Default.PasswordBody, ct);
        return await accounts.SetPasswordAsync(AccountWords.ReadUin(uin), AccountWords.ReadPassword(body.Password), ct);
    });

    private static Task<IResult> Kick(long uin, IAccountAdministration accounts, CancellationToken ct) => Checked(async () =>
        await accounts.KickAsync(AccountWords.ReadUin(uin), ct) is { } kicked ? Results.Ok(new KickBody(kicked)) : Missing(uin));

    private static Task<IResult> Do(long uin, Func<Task<bool>> change) => Checked(async () => await change() ? Results.NoContent() : Missing(uin));
}
