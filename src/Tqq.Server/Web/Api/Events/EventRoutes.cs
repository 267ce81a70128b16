using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Api.Events;

/// <summary>What happens, as it happens: server-sent events.</summary>
internal static class EventRoutes
{
    private const string Type = "text/event-stream";

    public static void Map(RouteGroupBuilder api) => api.MapGet("/events", RunAsync).Needs(ApiRight.Read).Charged()
        .Says("Streams events: ready, message, read, deleted, presence, marked, friend, request, profile, announcement, reset, session")
        .Produces<string>(StatusCodes.Status200OK, Type).Fails(ApiError.BadInput, ApiError.TooManyStreams)
        .Example(null, "\"event: message\\nid: 123-17\\ndata: {\\\"id\\\":\\\"17\\\",\\\"kind\\\":\\\"message\\\",\\\"peer\\\":10002,"
            + "\\\"at\\\":\\\"2027-01-31T08:00:00.000Z\\\",\\\"sent\\\":false,\\\"text\\\":\\\"你好\\\"}\\n\\n\"");

    private static Task<IResult> RunAsync(HttpContext context, StreamDoor door, IDeviceLog log, IDeviceMessenger messenger,
        [FromHeader(Name = "Last-Event-ID")] string? last = null, string? after = null)
    {
        // A browser that comes again sends the header, and the query that it began with.
        LogPosition? position = (last, after) switch
        {
            ({ Length: > 0 }, _) => LogPosition.Parse(last, "Last-Event-ID"),
            (_, not null) => LogPosition.Parse(after, "after"),
            _ => null,
        };
        return door.RunAsync(context, Type, (live, gone) =>
            new EventStream(live, context.Caller(), log, messenger).RunAsync(position, gone));
    }
}
