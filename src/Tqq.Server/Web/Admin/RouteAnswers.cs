using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Web.Admin;

/// <summary>How the routes of the admin API answer what goes wrong, and how they say so in the OpenAPI document.</summary>
internal static class RouteAnswers
{
    /// <summary>
    /// The filter of all routes: a failure that is the caller's, the client's or the disk's becomes its answer in words.
    /// </summary>
    public static ValueTask<object?> AnswerFailures(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        RouteFailure.AnswerAsync(context, next, failure => Problem(failure.Status, failure.Detail, failure.Fault));

    /// <summary>The route takes a JSON body.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route) where T : notnull => route
        .Accepts<T>("application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    /// <summary>The route takes a JSON body, or none.</summary>
    public static RouteHandlerBuilder MayTake<T>(this RouteHandlerBuilder route) where T : notnull => route
        .Accepts<T>(isOptional: true, "application/json")
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

    public static IResult Problem(int status, string detail, InputFault? fault = null) =>
        ApiProblem.Of(ApiError.Of(status) ?? ApiError.Refused, detail, fault: fault);
}
