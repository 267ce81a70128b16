using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;
using Tqq.Server.Web.Api;
using static Tqq.Server.Web.Admin.RouteAnswers;

namespace Tqq.Server.Web.Admin;

/// <summary>The admin API's accounts: create, show, edit, disable, enable, kick, delete.</summary>
internal static class AccountRoutes
{
    private const int Attempts = 10;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/accounts", Create).Needs(AdminRight.Full)
            .Acts("account.create", "uin", "nick", "whoMayAdd", "wireLogin", "allowedAddresses", "requiresKey")
            .Takes<NewAccountBody>().Writes().Produces<AccountBody>(StatusCodes.Status201Created).ProducesProblem(409);
        api.MapGet("/accounts/{uin:long}", Show).Needs(AdminRight.Read).OfAccount().Produces<AccountBody>();
        api.MapPatch("/accounts/{uin:long}", Edit).Needs(AdminRight.Full)
            .Acts("account.edit", "whoMayAdd", "whoMayFind", "whoSees", "refusesStrangers", "wireLogin", "allowedAddresses",
                "requiresKey", "keepsSent").OfAccount().ProducesProblem(409).Takes<EditBody>().Writes().Produces<AccountBody>();
        api.MapDelete("/accounts/{uin:long}", DeleteAsync)
            .Needs(AdminRight.Full, confirm: true).Acts("account.delete")
            .OfAccount().ProducesProblem(409).Writes().Produces(StatusCodes.Status204NoContent);
        api.MapPost("/accounts/{uin:long}/disable", DisableAsync)
            .Needs(AdminRight.Full).Acts("account.disable", "reason")
            .OfAccount().ProducesProblem(409).MayTake<DisableBody>().Writes().Produces(StatusCodes.Status204NoContent);
        api.MapPost("/accounts/{uin:long}/enable", (long uin, IAccountAdministration accounts, CancellationToken ct) =>
            Do(uin, () => accounts.SetEnabledAsync(AccountWords.ReadUin(uin), true, "", ct)))
            .Needs(AdminRight.Full).Acts("account.enable").OfAccount().Writes().Produces(StatusCodes.Status204NoContent);
        api.MapPost("/accounts/{uin:long}/kick", Kick).Needs(AdminRight.Full).Acts("account.kick")
            .OfAccount().Writes().Produces<KickBody>();
    }

    private static async Task<IResult> Create(
        HttpContext context, IAccountAdministration accounts, IRegistration registration, ServerFacts facts, CancellationToken ct)
    {
        var body = await BodyReader.ReadAsync(context.Request, AdminJson.Default.NewAccountBody, ct);
        Uin? asked = body.Uin is null ? null : AccountWords.ReadUin(body.Uin);
        var nick = NickWords.Read(body.Nick);
        var edit =
            AccountWords.ReadEdit(new(body.WhoMayAdd, null, body.Fields, body.WireLogin, body.AllowedAddresses, body.RequiresKey));
        var password = body.Password is null ? GeneratedPassword.Make()
            : AccountWords.ReadPassword(body.Password, body.RefusesWeak);
        // Somebody else may take a number that was free a moment ago.
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if ((asked ?? await registration.PickAsync(ct)) is not { } uin)
                break;
            var account = new AccountRecord(uin, edit.Apply(nick).WithFaceOf(uin), edit.Apply(AccountSettings.Default), Enabled: true,
                facts.Calendar.GetUtcNow());
            if (await accounts.CreateAsync(account, password, ct))
            {
                context.Notes().On(uin.ToString());
                // It may be gone again already.
                return Results.Created($"{WebPaths.Admin}/accounts/{uin}",
                    AccountWords.Show(await accounts.ShowAsync(uin, ct) ?? new(account, null, 0, 0, false)) with
                    {
                        Password = body.Password is null ? password : null,
                        WeakPassword = AccountWords.Weakness(password),
                    });
            }

            if (asked is not null)
                return Problem(StatusCodes.Status409Conflict, $"account {uin} exists already", new("uin", InputRule.FreeNumber));
        }

        return Problem(StatusCodes.Status409Conflict, "no number is free: say which one the account is to have");
    }

    private static async Task<IResult> Show(long uin, IAccountAdministration accounts, IAccountLookup lookup, CancellationToken ct)
    {
        var number = AccountWords.ReadUin(uin);
        return await accounts.ShowAsync(number, ct) is { } details && await lookup.SummarizeAsync(number, ct) is var (summary, madeWith)
            ? Results.Ok(AccountWords.Show(details, summary, madeWith, lookup.FailedLogins(number))) : Missing(uin);
    }

    private static async Task<IResult> Edit(long uin, HttpContext context, IAccountAdministration accounts, CancellationToken ct)
    {
        var number = AccountWords.ReadUin(uin);
        var body = await BodyReader.ReadAsync(context.Request, AdminJson.Default.EditBody, ct);
        var edit = AccountWords.ReadEdit(body);
        if (edit.Addresses is { IsEmpty: false } allowed && context.Administrator() is { Uin: { } own, Address: var here } && own == number
            && !allowed.Any(network => network.Contains(here)))
            throw new BadInputException(new("allowedAddresses", InputRule.OwnAddress),
                $"allowedAddresses must hold your own address, {here}: otherwise you could not change it again");
        // Which, and not what they say: that is for friends.
        if (body.Fields is { Count: > 0 } fields)
            context.Notes().Say($"fields {string.Join(' ', fields.Keys)}");
        var changed = await accounts.EditAsync(number, edit, ct);
        if (changed == AccountChanged.OfAdministrator)
            return Problem(StatusCodes.Status409Conflict,
                $"account {uin} is an administrator's: its wireLogin must be app-password or off, because its own password must not travel there");
        return changed == AccountChanged.Done && await accounts.ShowAsync(number, ct) is { } after
            ? Results.Ok(AccountWords.Show(after)) : Missing(uin);
    }

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

    private static async Task<IResult> DisableAsync(long uin, HttpContext context, IAdministrators administrators, CancellationToken ct)
    {
        var number = AccountWords.ReadUin(uin);
        // Whoever gives no reason sends no body.
        var reason = context.Request.ContentType is null ? ""
            : PageInput.Line((await BodyReader.ReadAsync(context.Request, AdminJson.Default.DisableBody, ct)).Reason, "reason",
                Shutting.LongestReason);
        return await administrators.ShutAsync(number, reason, mayBeLast: context.Administrator().Session is null) switch
        {
            RoleChanged.Done => Results.NoContent(),
            RoleChanged.IsLast => ApiProblem.Of(AdminErrors.LastAdministrator, AdminErrors.LastAdministrator.Meaning),
            _ => Missing(uin),
        };
    }

    private static async Task<IResult> Do(long uin, Func<Task<bool>> change) => await change() ? Results.NoContent() : Missing(uin);
}
