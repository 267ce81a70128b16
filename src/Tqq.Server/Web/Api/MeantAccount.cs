using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;
using Tqq.Core;

namespace Tqq.Server.Web.Api;

/// <summary>
/// The account that a request is meant for, where its client says so. The tabs of a browser share one cookie: when one of them signs in as
/// another account, what the others have under way must not be done as that account.
/// </summary>
internal static class MeantAccount
{
    /// <summary>The header that names it.</summary>
    public const string Header = "Tqq-Account";

    /// <summary>Refuses a request that names another account than that of its session; null where it does not.</summary>
    public static IResult? RefuseOther(HttpRequest request, Uin uin) =>
        request.Headers[Header] is { Count: > 0 } named && named != uin.ToString()
            ? ApiProblem.Of(ApiError.OtherAccount, $"the session is of account {uin}, and {Header} names another: nothing was done") : null;

    /// <summary>Refuses a link that names another account than that of its session: a browser sends no header with it.</summary>
    public static IResult? RefuseOther(string? named, Uin uin) => named is not null && named != uin.ToString()
        ? ApiProblem.Of(ApiError.OtherAccount, $"the session is of account {uin}, and the link names another: nothing was done") : null;

    /// <summary>Has an operation of the OpenAPI document take the header.</summary>
    public static void Describe(OpenApiOperation operation) => (operation.Parameters ??= []).Add(new OpenApiParameter
    {
        Name = Header,
        In = ParameterLocation.Header,
        Description = "The account that the request is meant for. Where the session is of another one, nothing is done "
            + $"({ApiError.OtherAccount.Type}).",
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Minimum = "10001",
            Maximum = uint.MaxValue.ToString(CultureInfo.InvariantCulture),
        },
    });
}
