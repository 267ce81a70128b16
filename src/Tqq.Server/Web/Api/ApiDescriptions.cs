using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Tqq.Server.Web.Api;

/// <summary>What a route may refuse, as metadata of it.</summary>
/// <param name="Errors">The kinds.</param>
internal sealed record ApiErrors(IReadOnlyList<ApiError> Errors);

/// <summary>An example of what a route takes and answers, as metadata of it.</summary>
/// <param name="Taken">The body that it takes, as JSON; null where it takes none.</param>
/// <param name="Given">The body of its answer, as JSON; null where it has none.</param>
internal sealed record ApiExample(string? Taken, string? Given);

/// <summary>How routes describe themselves in the OpenAPI document.</summary>
internal static class ApiDescriptions
{
    /// <summary>The route says what it is for, in a line.</summary>
    public static T Says<T>(this T route, string summary)
        where T : IEndpointConventionBuilder => route.WithSummary(summary);

    /// <summary>The route may refuse in these ways, beside those that its other metadata name.</summary>
    public static T Fails<T>(this T route, params ApiError[] errors)
        where T : IEndpointConventionBuilder => route.WithMetadata(
        [new ApiErrors(errors), .. errors.Select(error => error.Status).Distinct().Select(status =>
            new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), ["application/problem+json"]))]);

    /// <summary>The route takes a JSON body.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route)
        where T : notnull => route
        .Accepts<T>("application/json").Fails(ApiError.BadInput, ApiError.TooLarge, ApiError.NotJson);

    /// <summary>The route writes: the store may refuse, be damaged, or not end in time.</summary>
    public static RouteHandlerBuilder Writes(this RouteHandlerBuilder route) =>
        route.Fails(ApiError.Busy, ApiError.Uncertain, ApiError.DiskFull, ApiError.Fault);

    /// <summary>What the route takes and answers, for instance.</summary>
    public static RouteHandlerBuilder Example(this RouteHandlerBuilder route, string? taken, string? given) =>
        route.WithMetadata(new ApiExample(taken, given));
}
