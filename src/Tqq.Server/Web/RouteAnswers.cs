using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Tqq.Server.Storage;

namespace Tqq.Server.Web;

/// <summary>How the routes of the admin API answer what goes wrong, and how they say so in the OpenAPI document.</summary>
internal static class RouteAnswers
{
    /// <summary>
    /// The filter of all routes: a failure that is the caller's, the client's or the disk's becomes its answer in words.
    /// Everything else is a fault of the server.
    /// </summary>
    public static async ValueTask<object?> AnswerFailures(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            // So the framework says that a value of the query could not be read.
            return http.Response.StatusCode == StatusCodes.Status400BadRequest
                ? Problem(StatusCodes.Status400BadRequest,
                    $"the query '{BadInputException.Shown(http.Request.QueryString.ToString())}' has a value that is no whole number, or too large")
                : await next(context);
        }
        catch (BadInputException e)
        {
            return Problem(StatusCodes.Status400BadRequest, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            return Problem(e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? $"the body may have at most {BodyReader.Longest} bytes"
                : "the body did not come whole");
        }
        catch (StoreFullException)
        {
            return Problem(StatusCodes.Status507InsufficientStorage,
                "there is no room left on the server's disk: nothing was changed; make room there and try again");
        }
        catch (StoreDamagedException e)
        {
            return Problem(StatusCodes.Status500InternalServerError, e.Message);
        }
        catch (StoreBusyException e)
        {
            return Problem(StatusCodes.Status503ServiceUnavailable, $"nothing was changed: {e.Message}; try again later");
        }
        catch (StoreUncertainException e)
        {
            return Problem(StatusCodes.Status504GatewayTimeout,
                $"the change may happen yet: {e.Message}; look at the account before trying again");
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

    /// <summary>The route takes a JSON body.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route) where T : notnull => route
        .Accepts<T>("application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    /// <summary>The route is about one account, which may be missing, and whose number may be none.</summary>
    public static RouteHandlerBuilder OfAccount(this RouteHandlerBuilder route) => route
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>The route writes: the store may refuse, or not end in time.</summary>
    public static RouteHandlerBuilder Writes(this RouteHandlerBuilder route) => route
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .ProducesProblem(StatusCodes.Status504GatewayTimeout)
        .ProducesProblem(StatusCodes.Status507InsufficientStorage);

    public static IResult Missing(long uin) => Problem(StatusCodes.Status404NotFound, $"there is no account {uin}");

    public static IResult Problem(int status, string detail) => Results.Problem(statusCode: status, detail: detail);
}
