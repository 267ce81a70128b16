using System.Globalization;
using System.Text.Json.Serialization;
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
    /// <param name="fault">The member of the body or the query that is wrong; null where it is none.</param>
    public static IResult Of(ApiError error, string detail, TimeSpan? retryAfter = null, InputFault? fault = null) =>
        new ProblemResult(error, detail, retryAfter, fault);

    /// <summary>The session of the caller has ended since it was admitted.</summary>
    public static IResult SessionOver() => Of(ApiError.NotSignedIn, "the session is over; sign in again");

    /// <summary>The caller is a token for certain people, and asks about others.</summary>
    public static IResult OfOthers(ApiCaller caller) => Of(ApiError.NotAllowed,
        $"this token is for certain people only; name one of them: {string.Join(", ", caller.Peers)}");

    /// <summary>The filter of all routes: a failure that is the caller's, the client's or the disk's becomes its answer in words.</summary>
    public static ValueTask<object?> AnswerFailures(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        RouteFailure.AnswerAsync(context, next, OfFailure);

    /// <summary>A failure in words. What is damaged is named in the log: where the store is, is nothing for callers.</summary>
    public static IResult OfFailure(RouteFailure failure)
    {
        var error = ApiError.Of(failure.Status) ?? ApiError.BadInput;
        return Of(error, error == ApiError.Fault ? ApiError.Fault.Meaning : failure.Detail, fault: failure.Fault);
    }

    /// <summary>
    /// Says in the API's own form what the framework refuses, an unknown path or method, or a fault. The framework's writer would leave
    /// that to text/plain where the client accepts something else than JSON.
    /// </summary>
    public sealed class OfFramework : IProblemDetailsWriter
    {
        public bool CanWrite(ProblemDetailsContext context) =>
            (context.HttpContext.Request.Path.StartsWithSegments(WebPaths.Api, StringComparison.OrdinalIgnoreCase)
                || context.HttpContext.Request.Path.StartsWithSegments(WebPaths.Admin, StringComparison.OrdinalIgnoreCase))
            && ErrorOf(context) is not null;

        public ValueTask WriteAsync(ProblemDetailsContext context) => ErrorOf(context) is { } error
            ? new(Of(error, context.ProblemDetails.Detail ?? error.Meaning).ExecuteAsync(context.HttpContext))
            : default;

        private static ApiError? ErrorOf(ProblemDetailsContext context) =>
            ApiError.Of(context.ProblemDetails.Status ?? context.HttpContext.Response.StatusCode);
    }

    private sealed class ProblemResult(ApiError error, string detail, TimeSpan? retryAfter, InputFault? fault)
        : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => error.Status;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            if (retryAfter is { } after)
                response.Headers[HeaderNames.RetryAfter] =
                    Math.Max(1, Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            // That something is not there, or not allowed, may be over at any moment.
            response.Headers.CacheControl = "no-store";
            var body = ApiJson.Write(new(error.Type, ReasonPhrases.GetReasonPhrase(error.Status), error.Status, detail, fault?.Field,
                fault is null ? null : SettingWords.Word(fault.Rule), fault?.Min, fault?.Max), ProblemJson.Default.ProblemBody);
            (response.StatusCode, response.ContentType, response.ContentLength) =
                (error.Status, "application/problem+json", body.Length);
            return response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
        }
    }
}

/// <summary>A refusal.</summary>
/// <param name="Type">Its kind.</param>
/// <param name="Title">The words of its status.</param>
/// <param name="Status">Its status.</param>
/// <param name="Detail">What is wrong here, and what is allowed.</param>
/// <param name="Field">The member that is wrong, as a JSON path; missing where it is none.</param>
/// <param name="Rule">The word of what it does not keep to.</param>
/// <param name="Min">The lowest number, or the fewest characters.</param>
/// <param name="Max">The highest number, or the most characters.</param>
internal sealed record ProblemBody(
    string Type, string Title, int Status, string Detail, string? Field = null, string? Rule = null, long? Min = null, long? Max = null);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(ProblemBody))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ProblemJson : JsonSerializerContext;
