using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core;
using Tqq.Core.Devices;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Api.Signing;

/// <summary>Tokens for programs: with rights of their own, shown once, revoked one by one.</summary>
internal static class TokenRoutes
{
    private const string Shown =
        """{ "id": "4", "name": "heating", "rights": "send", "made": "2027-01-31T08:00:00.000Z", "peers": [10002] """;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/tokens", ListAsync).Needs(ApiRight.Owner).Charged().Says("Lists the tokens of the account")
            .Produces<TokenList>()
            .Example(null, $$"""{ "tokens": [{{Shown}}}] }""");
        api.MapPost("/tokens", MakeAsync).Needs(ApiRight.Owner).Charged().Says("Makes a token, which is shown this once")
            .Takes<NewTokenBody>().Writes()
            .Produces<TokenBody>(StatusCodes.Status201Created).Fails(ApiError.TooMany)
            .Example("""{ "name": "heating", "rights": "send", "peers": [10002] }""",
                $$"""{{Shown}}, "token": "tq_0123456789ABCDEFGHIJKLMNOPQRSTUV1ggZdL" }""");
        api.MapDelete("/tokens/{id}", RevokeAsync).Needs(ApiRight.Owner).Charged().Says("Revokes a token").Writes()
            .Produces(StatusCodes.Status204NoContent).Fails(ApiError.Missing);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IDeviceMessenger devices, CancellationToken ct)
    {
        var all = await devices.ListSessionsAsync(context.Caller().Uin, ct);
        return ApiJson.Answer(new([.. (all?.Devices ?? []).Where(device => device.Grant is not null).Select(device => Show(device))]),
            SigningJson.Default.TokenList);
    }

    private static async Task<IResult> MakeAsync(HttpContext context, IDeviceDoor door, ServerFacts facts, CancellationToken ct)
    {
        var body = await BodyReader.ReadAsync(context.Request, SigningJson.Default.NewTokenBody, ct);
        var name = ApiInput.Name(body.Name ?? throw new BadInputException(new("name", InputRule.Missing), "name is missing"), "name",
            DeviceSession.LongestName);
        var grant = new DeviceGrant(ReadRights(body.Rights), ReadPeers(body.Peers), ReadExpiry(body.Expires, facts.Calendar.GetUtcNow()));
        var (caller, secret) = (context.Caller(), ApiSecret.MakeToken());
        var made = await door.AddTokenAsync(
            caller.Uin, new(DeviceKind.Token, name, caller.Address, ApiSecret.HashOf(secret)), grant, ct);
        return made is null
            ? ApiProblem.Of(ApiError.TooMany, $"the account has {DeviceSession.MostTokens} tokens, as many as it may: revoke one first")
            : ApiJson.Answer(Show(made, secret), SigningJson.Default.TokenBody, StatusCodes.Status201Created);
    }

    private static async Task<IResult> RevokeAsync(string id, HttpContext context, IDeviceMessenger devices, CancellationToken ct)
    {
        var uin = context.Caller().Uin;
        var token = (await devices.ListSessionsAsync(uin, ct))?.Devices
            .FirstOrDefault(device => device.Grant is not null && Text(device.Id) == id);
        return token is not null && await devices.CloseAsync(uin, token.Id, ct)
            ? Results.NoContent()
            : ApiProblem.Of(ApiError.Missing, $"there is no token '{BadInputException.Shown(id)}'; GET /api/v1/tokens lists them");
    }

    private static TokenRights ReadRights(string? word) => word switch
    {
        "send" => TokenRights.Send,
        "read" => TokenRights.Read,
        "all" => TokenRights.All,
        null => throw new BadInputException(new("rights", InputRule.Missing), "rights is missing; it must be send, read or all"),
        _ => throw new BadInputException(new("rights", InputRule.Choice),
            $"rights is '{BadInputException.Shown(word)}', but must be send, read or all"),
    };

    // A list that came out empty would otherwise be a token for everybody.
    private static ImmutableArray<Uin> ReadPeers(IReadOnlyList<long>? peers) => peers switch
    {
        null => [],
        { Count: 0 or > DeviceGrant.MostPeers } => throw new BadInputException(new("peers", InputRule.Other),
            $"peers has {peers.Count} numbers, but must have 1 to {DeviceGrant.MostPeers}; without peers the token is for everybody"),
        _ => [.. peers.Select((peer, at) => ApiInput.Uin(peer, string.Create(CultureInfo.InvariantCulture, $"peers[{at}]"))).Distinct()],
    };

    private static DateTimeOffset? ReadExpiry(DateTimeOffset? expires, DateTimeOffset now) => expires is null || expires > now
        ? expires : throw new BadInputException(new("expires", InputRule.Other), "expires must be a time that is yet to come");

    private static TokenBody Show(DeviceSession token, string? secret = null)
    {
        var grant = token.Grant!;
        var isUsed = token.LastSeen > token.Begun;
        return new(Text(token.Id), token.Name, Word(grant.Rights), token.Begun,
            grant.Peers.IsEmpty ? null : [.. grant.Peers.Select(peer => (long)peer.Value)], grant.Expires,
            isUsed ? token.LastSeen : null, isUsed ? token.Address.ToString() : null, secret);
    }

    private static string Word(TokenRights rights) => rights switch
    {
        TokenRights.Send => "send",
        TokenRights.Read => "read",
        _ => "all",
    };

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);
}
