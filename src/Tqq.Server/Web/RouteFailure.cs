using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Tqq.Server.Storage;

namespace Tqq.Server.Web;

/// <summary>A failure of a route that is the caller's, the client's or the disk's, in words for the caller.</summary>
/// <param name="Status">The status that it is answered with.</param>
/// <param name="Detail">What is wrong, and what is allowed.</param>
/// <param name="Fault">The member of the body or the query that is wrong; null where it is none, or not one.</param>
internal sealed record RouteFailure(int Status, string Detail, InputFault? Fault = null)
{
    /// <summary>Runs a route.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">The route.</param>
    /// <param name="answer">Makes an answer of a failure.</param>
    /// <returns>What the route answers, or what is made of its failure. Everything else is a fault of the server, and thrown.</returns>
    public static async ValueTask<object?> AnswerAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, Func<RouteFailure, IResult> answer)
    {
        var http = context.HttpContext;
        try
        {
            // So the framework says that a value of the query could not be read.
            return http.Response.StatusCode == StatusCodes.Status400BadRequest
                ? answer(new(StatusCodes.Status400BadRequest,
                    $"the query '{BadInputException.Shown(http.Request.QueryString.ToString())}' has a value that is no whole number, or too large"))
                : await next(context);
        }
        catch (Exception e) when (Of(e) is { } failure)
        {
            return answer(failure);
        }
        catch (Exception e) when (e is ConnectionResetException or ConnectionAbortedException
            || (e is OperationCanceledException && http.RequestAborted.IsCancellationRequested))
        {
            // The client has left: nobody reads an answer. Aborted, because Kestrel would otherwise skip the rest of a body in the middle
            // of a read, and log that as an error.
            http.Abort();
            return Results.Empty;
        }
    }

    /// <summary>What an exception says; null where it is a fault of the server.</summary>
    public static RouteFailure? Of(Exception exception) => exception switch
    {
        BadInputException e => new(StatusCodes.Status400BadRequest, e.Message, e.Fault),
        BadHttpRequestException e => new(e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge
            ? $"the body may have at most {BodyReader.Longest} bytes"
            : "the body did not come whole"),
        StoreFullException => new(StatusCodes.Status507InsufficientStorage,
            "there is no room left on the server's disk: nothing was changed; make room there and try again"),
        StoreDamagedException e => new(StatusCodes.Status500InternalServerError, e.Message),
        StoreBusyException e => new(StatusCodes.Status503ServiceUnavailable, $"nothing was changed: {e.Message}; try again later"),
        StoreUncertainException e => new(StatusCodes.Status504GatewayTimeout,
            $"the change may happen yet: {e.Message}; look at the account before trying again"),
        _ => null,
    };
}
