using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using Tqq.Server.Web.Api;
using static Tqq.Server.Web.Admin.RouteAnswers;

namespace Tqq.Server.Web.Admin;

/// <summary>The admin API's accounts: create, list, show, edit, password, disable, enable, kick, delete.</summary>
internal static class AccountRoutes
{
    /// <summary>How many accounts a page may have.</summary>
    public const int LongestPage = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/accounts", List).Needs(AdminRight.Read).Produces<AccountPage>().ProducesProblem(400);
        api.MapPost("/accounts", Create).Needs(AdminRight.Full)
            .Acts("account.create", "uin", "nick", "whoMayAdd", "wireLogin", "allowedAddresses", "requiresKey")
            .Takes<NewAccountBody>().Writes().Produces<AccountBody>(StatusCodes.Status201Created).ProducesProblem(409);
        api.MapGet("/accounts/{uin:long}", Show).Needs(AdminRight.Read).OfAccount().Produces<AccountBody>();
        api.MapPatch("/accounts/{uin:long}", Edit).Needs(AdminRight.Full)
            .Acts("account.edit", "whoMayAdd", "whoMayFind", "disclosure", "refusesStrangers", "wireLogin", "allowedAddresses",
                "requiresKey", "keepsSent").OfAccount().ProducesProblem(409).Takes<EditBody>().Writes().Produces<AccountBody>();
        api.MapDelete("/accounts/{uin:long}", DeleteAsync)
            .Needs(AdminRight.Full, confirm: true).Acts("account.delete")
            .OfAccount().ProducesProblem(409).Writes().Produces(StatusCodes.Status204NoContent);
        api.MapPut("/accounts/{uin:long}/password", SetPassword).Needs(AdminRight.Full, confirm: true).Acts("account.password")
            .OfAccount().Takes<PasswordBody>().Writes().Produces(StatusCodes.Status204NoContent);
        api.MapPost("/accounts/{uin:long}/disable", DisableAsync)
            .Needs(AdminRight.Full).Acts("account.disable")
            .OfAccount().ProducesProblem(409).Writes().Produces(StatusCodes.Status204NoContent);
        api.MapPost("/accounts/{uin:long}/enable", (long uin, IAccountAdministration accounts, CancellationToken ct) =>
            Do(uin, () => accounts.SetEnabledAsync(AccountWords.ReadUin(uin), true, "", ct)))
            .Needs(AdminRight.Full).Acts("account.enable").OfAccount().Writes().Produces(StatusCodes.Status204NoContent);
        api.MapPost("/accounts/{uin:long}/kick", Kick).Needs(AdminRight.Full).Acts("account.kick")
            .OfAccount().Writes().Produces<KickBody>();
    }

    private static async Task<IResult> List(IAccountAdministration accounts, CancellationToken ct, long after = 0, int limit = 100)
    {
        if (limit is < 1 or > LongestPage || after is < 0 or > uint.MaxValue)
            throw new BadInputException($"limit must be 1 to {LongestPage}, after a number from 0 to 4294967295");
        var page = await accounts.ListAsync(new((uint)after), limit, ct);
        return Results.Ok(new AccountPage([.. page.Select(AccountWords.Show)], page.Length == limit ? page[^1].Account.Uin.Value : null));
    }

    private static async Task<IResult> Create(HttpRequest request, IAccountAdministration accounts, ServerFacts facts, CancellationToken ct)
    {
        var body = await BodyReader.ReadAsync(request, AdminJson.Default.NewAccountBody, ct);
        var uin = AccountWords.ReadUin(body.Uin);
        var nick = NickWords.Read(body.Nick);
        var edit =
            AccountWords.ReadEdit(new(body.WhoMayAdd, null, null, body.Fields, body.WireLogin, body.AllowedAddresses, body.RequiresKey));
        var account = new AccountRecord(uin, edit.Apply(nick), edit.Apply(AccountSettings.Default), Enabled: true,
            facts.Calendar.GetUtcNow());
        if (!await accounts.CreateAsync(account, AccountWords.ReadPassword(body.Password), ct))
            return Problem(StatusCodes.Status409Conflict, $"account {uin} exists already");
        // It may be gone again already.
        return Results.Created($"/admin/api/v1/accounts/{uin}",
            AccountWords.Show(await accounts.ShowAsync(uin, ct) ?? new(account, null, 0, 0, false)));
    }

    private static async Task<IResult> Show(long uin, IAccountAdministration accounts, CancellationToken ct) =>
        await accounts.ShowAsync(AccountWords.ReadUin(uin), ct) is { } details ? Results.Ok(AccountWords.Show(details)) : Missing(uin);

    private static async Task<IResult> Edit(long uin, HttpRequest request, IAccountAdministration accounts, CancellationToken ct)
    {
        var number = AccountWords.ReadUin(uin);
        var edit = AccountWords.ReadEdit(await BodyReader.ReadAsync(request, AdminJson.Default.EditBody, ct));
        var changed = await accounts.EditAsync(number, edit, ct);
        if (changed == AccountChanged.OfAdministrator)
            return Problem(StatusCodes.Status409Conflict,
                $"account {uin} is an administrator's: its wireLogin must be app-password or off, because its own password must not travel there");
        return changed == AccountChanged.Done && await accounts.ShowAsync(number, ct) is { } after
            ? Results.Ok(AccountWords.Show(after)) : Missing(uin);
    }

    private static Task<IResult> SetPassword(long uin, HttpRequest request, IAccountAdministration accounts, CancellationToken ct) =>
        Do(uin, async () =>
    {
        var body = await BodyReader.ReadAsync(request, AdminJson.Default.PasswordBody, ct);
        return await accounts.SetPasswordAsync(AccountWords.ReadUin(uin), AccountWords.ReadPassword(body.Password), ct);
    });

    private static async Task<IResult> Kick(long uin, IAccountAdministration accounts, CancellationToken ct, bool devices = false) =>
        await accounts.KickAsync(AccountWords.ReadUin(uin), devices, ct) is { } ended ? Results.Ok(SessionWords.Show(ended)) : Missing(uin);

    private static async Task<IResult> DeleteAsync(long uin, IAccountAdministration accounts, CancellationToken ct) =>
        await accounts.DeleteAsync(AccountWords.ReadUin(uin), ct) switch
        {
            AccountChanged.Done => Results.NoContent(),
            AccountChanged.OfAdministrator => Problem(StatusCodes.Status409Conflict,
                $"account {uin} is an administrator's: take the role away first"),
            _ => Missing(uin),
        };

    private static async Task<IResult> DisableAsync(long uin, HttpContext context, IAdministrators administrators) =>
        await administrators.ShutAsync(AccountWords.ReadUin(uin), "", mayBeLast: context.Administrator().Session is null) switch
        {
            RoleChanged.Done => Results.NoContent(),
            RoleChanged.IsLast => ApiProblem.Of(AdminErrors.LastAdministrator, AdminErrors.LastAdministrator.Meaning),
            _ => Missing(uin),
        };

    private static async Task<IResult> Do(long uin, Func<Task<bool>> change) => await change() ? Results.NoContent() : Missing(uin);
}
