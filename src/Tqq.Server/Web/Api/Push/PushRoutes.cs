using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Devices;
using Tqq.Core.Rules;
using Tqq.Server.Messaging;
using Tqq.Server.Push;

namespace Tqq.Server.Web.Api.Push;

/// <summary>
/// Web Push: where a browser is told of messages while no page is open. A device session has one subscription at most, which goes with it.
/// </summary>
internal static class PushRoutes
{
    private const string Shown =
        """{ "id": "3", "says": "sender", "service": "push.example.net", "made": "2027-01-31T08:00:00.000Z", "isThis": true }""";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/push/key", ShowKeyAsync).Needs(ApiRight.Owner).Charged()
            .Says("Shows the key that a browser subscribes with").Produces<PushKeyBody>()
            .Example(null, """{ "key": "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8" }""");
        api.MapGet("/push/subscriptions", ListAsync).Needs(ApiRight.Owner).Charged()
            .Says("Lists the subscriptions of the account's browsers").Produces<SubscriptionList>()
            .Example(null, $$"""{ "subscriptions": [{{Shown}}] }""");
        api.MapPost("/push/subscriptions", SubscribeAsync).Needs(ApiRight.Owner).Charged()
            .Says("Subscribes the browser of this session, or changes its subscription").Takes<NewSubscriptionBody>().Writes()
            .Produces<SubscriptionBody>(StatusCodes.Status201Created).Fails(ApiError.TooMany)
            .Example("""
                { "endpoint": "https://push.example.net/4bf92f35", "says": "sender", "keys": { "auth": "BTBZMqHH6r4Tts7J_aSIgg",
                  "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4" } }
                """, Shown);
        api.MapDelete("/push/subscriptions/{id}", UnsubscribeAsync).Needs(ApiRight.Owner).Charged().Says("Ends a subscription").Writes()
            .Produces(StatusCodes.Status204NoContent).Fails(ApiError.Missing);
    }

    private static async Task<IResult> ShowKeyAsync(PushKey key, CancellationToken ct) =>
        ApiJson.Answer(new((await key.ReadAsync(ct)).Public), PushBodyJson.Default.PushKeyBody);

    private static async Task<IResult> ListAsync(HttpContext context, IDeviceMessenger devices, CancellationToken ct)
    {
        var caller = context.Caller();
        var all = await devices.ListSessionsAsync(caller.Uin, ct);
        return ApiJson.Answer(
            new([.. from device in all?.Devices ?? [] where device.Push is not null select Show(device.Id, device.Push!, caller)]),
            PushBodyJson.Default.SubscriptionList);
    }

    private static async Task<IResult> SubscribeAsync(
        HttpContext context, IDevicePush push, InForce<PushOptions> options, ServerFacts facts, CancellationToken ct)
    {
        var caller = context.Caller();
        var body = await BodyReader.ReadAsync(context.Request, PushBodyJson.Default.NewSubscriptionBody, ct);
        var target = PushInput.Read(body, options.Now, facts.Calendar.GetUtcNow());
        return ApiOutcome.Refusal(await push.SubscribeAsync(caller.Uin, caller.Device, target, ct), "account")
            ?? ApiJson.Answer(Show(caller.Device, target, caller), PushBodyJson.Default.SubscriptionBody, StatusCodes.Status201Created);
    }

    private static async Task<IResult> UnsubscribeAsync(string id, HttpContext context, IDevicePush push, CancellationToken ct) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var device)
        && await push.UnsubscribeAsync(context.Caller().Uin, device, endpoint: null, ct)
            ? Results.NoContent()
            : ApiProblem.Of(ApiError.Missing,
                $"there is no subscription '{BadInputException.Shown(id)}'; GET /api/v1/push/subscriptions lists them");

    private static SubscriptionBody Show(int device, PushTarget target, ApiCaller caller) => new(
        device.ToString(CultureInfo.InvariantCulture), SettingWords.Word(target.Says), new Uri(target.Endpoint).IdnHost, target.Made,
        device == caller.Device);
}
