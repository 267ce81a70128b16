using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Api.Events;

/// <summary>Opens streams: each takes a place, keeps its account online while it lasts, and is signalled by it.</summary>
internal sealed class StreamDoor(
    StreamPlaces places, IDeviceMessenger messenger, TimeProvider time, IHostApplicationLifetime lifetime, WebFigures figures)
{
    /// <summary>Opens a stream and runs it to its end.</summary>
    /// <param name="context">The request.</param>
    /// <param name="contentType">What is written.</param>
    /// <param name="run">Writes it; or says, before anything is written, why not.</param>
    public async Task<IResult> RunAsync(HttpContext context, string contentType, Func<LiveStream, CancellationToken, Task<IResult?>> run)
    {
        var (caller, gone) = (context.Caller(), context.RequestAborted);
        if (places.Take(caller.Uin, caller.Kind, caller.Address) is { } reached)
            return ApiProblem.Of(ApiError.TooManyStreams, reached);
        try
        {
            using var live = new LiveStream(context.Response.BodyWriter, context.Abort, time, gone, lifetime.ApplicationStopping, figures);
            using var attachment = await messenger.AttachAsync(caller.Uin, caller.Device, caller.Address, live, gone);
            if (attachment is null)
                return ApiProblem.SessionOver();
            context.Response.ContentType = contentType;
            var headers = context.Response.Headers;
            // A proxy is not to wait until there is more, and nobody is to keep it.
            (headers.CacheControl, headers["X-Accel-Buffering"]) = ("no-store", "no");
            return await run(live, gone) ?? Results.Empty;
        }
        catch (Exception e) when (context.Response.HasStarted && e is IOException or OperationCanceledException)
        {
            // The store cannot be read now, or the client has gone: it comes again, and goes on where it was.
            context.Abort();
            return Results.Empty;
        }
        finally
        {
            places.GiveBack(caller.Uin, caller.Kind, caller.Address);
        }
    }
}
