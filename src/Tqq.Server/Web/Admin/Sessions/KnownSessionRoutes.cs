using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;
using static Tqq.Server.Web.Admin.RouteAnswers;

namespace Tqq.Server.Web.Admin.Sessions;

/// <summary>The admin API's sessions of all accounts: a page of them, and the end of one.</summary>
internal static class KnownSessionRoutes
{
    private const string Wire = "wire";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/sessions", ListAsync).Needs(AdminRight.Read).Produces<KnownSessionPage>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapDelete("/accounts/{uin:long}/sessions/{id}", EndAsync).Needs(AdminRight.Full).Acts("session.end")
            .OfAccount().Writes().Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(IAccountLookup lookup, CancellationToken ct,
        long? uin = null, string? address = null, string? door = null, string? after = null, int limit = PageInput.Usual)
    {
        var filter = new SessionFilter(
            uin is null ? null : AccountWords.ReadUin(uin), ReadAddress(address),
            SettingWords.ReadWord<SessionDoor>(door, "door") ?? default);
        var found = await lookup.ListSessionsAsync(filter, ReadPlace(after), PageInput.Limit(limit), ct);
        var total = await lookup.CountSessionsAsync(filter, ct);
        return Results.Ok(new KnownSessionPage(
            [.. found.Sessions.Select(Show)], Math.Min(total, IAccountIndex.MostCounted), total > IAccountIndex.MostCounted,
            found.Next is var (owner, device) ? string.Create(CultureInfo.InvariantCulture, $"{owner}-{device}") : null));
    }

    private static async Task<IResult> EndAsync(
        long uin, string id, IAccountAdministration accounts, CancellationToken ct)
    {
        var number = AccountWords.ReadUin(uin);
        var device = 0;
        if (id != Wire && !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out device))
            throw new BadInputException($"the session is '{BadInputException.Shown(id)}', but must be wire or a number");
        if (await accounts.ShowAsync(number, ct) is null)
            return Missing(uin);
        var hasEnded = id == Wire ? await accounts.KickAsync(number, andDevices: false, ct) is { Wire: not null }
            : await accounts.EndDeviceAsync(number, device, ct);
        return hasEnded ? Results.NoContent()
            : Problem(StatusCodes.Status404NotFound, $"account {uin} has no session {BadInputException.Shown(id)}");
    }

    private static KnownSessionBody Show(KnownSession session) => new(
        session.Owner.Value, session.Nick, session.Avatar,
        session.Kind is null ? Wire : session.Device.ToString(CultureInfo.InvariantCulture),
        session.Kind is { } kind ? SettingWords.Word(kind) : Wire, session.Address.ToString(), session.Started, session.HasKey,
        session.Name.Length == 0 ? null : session.Name, session.LastSeen, session.AppPassword, session.Expires);

    private static IPAddress? ReadAddress(string? address) => address is null ? null
        : IPAddress.TryParse(address, out var read) ? read.IsIPv4MappedToIPv6 ? read.MapToIPv4() : read
        : throw new BadInputException(new("address", InputRule.Address),
            $"address is '{BadInputException.Shown(address)}', but must be an address such as 192.0.2.7");

    private static (Uin Owner, int Device) ReadPlace(string? after)
    {
        if (after is null)
            return (new(0), 0);
        var parts = after.Split('-');
        return parts.Length == 2 && uint.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var owner)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var device)
            ? (new(owner), device)
            : throw new BadInputException(new("after", InputRule.Other),
                $"after is '{BadInputException.Shown(after)}', but must be what next of the page before says");
    }
}
