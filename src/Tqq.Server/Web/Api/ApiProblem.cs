using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Tqq.Server.Web.Api;

/// <summary>How the API says what is wrong: problem+json with a stable type, and a detail that says what is allowed.</summary>
internal static class ApiProblem
{
    /// <summary>A refusal.</summary>
    /// <param name="error">Its kind.</param>
    /// <param name="detail">What is wrong here, and what is allowed.</param>
    /// <param name="retryAfter">When to try again; null where that says nothing.</param>
    public static IResult Of(ApiError error, string detail, TimeSpan? retryAfter = null)
    {
        var problem = Results.Problem(
            statusCode: error.Status, type: error.Type, title: ReasonPhrases.GetReasonPhrase(error.Status), detail: detail);
        return retryAfter is { } after ? new LaterResult(problem, after) : problem;
    }

    /// <summary>The session of the caller has ended since it was admitted.</summary>
    public static IResult SessionOver() => Of(ApiError.NotSignedIn, "the session is over; sign in again");

    /// <summary>The filter of all routes: a failure that is the caller's, the client's or the disk's becomes its answer in words.</summary>
    public static ValueTask<object?> AnswerFailures(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        RouteFailure.AnswerAsync(context, next, failure => Of(ApiError.Of(failure.Status) ?? ApiError.BadInput, failure.Detail));

    /// <summary>Gives the API's type to what the framework refuses: an unknown path or method, a fault.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        if (context.HttpContext.Request.Path.StartsWithSegments(WebPaths.Api, StringComparison.Ordinal)
            && context.ProblemDetails is { Status: { } status, Type: null or ['h', 't', 't', 'p', ..] } problem
            && ApiError.Of(status) is { } error)
            (problem.Type, problem.Detail) = (error.Type, problem.Detail ?? error.Meaning);
    }

    private sealed class LaterResult(IResult problem, TimeSpan after) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers[HeaderNames.RetryAfter] =
                Math.Max(1, Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return problem.ExecuteAsync(httpContext);
        }
    }
}
