using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Tqq.Server.Storage;

namespace Tqq.Server.Web;

/// <summary>How the routes of the admin API read what they are sent and say what is wrong with it.</summary>
internal static class RouteAnswers
{
    /// <summary>Answers; what is not allowed becomes a 400 that says what is, what is damaged on disk a 500 that names it.</summary>
    public static async Task<IResult> Checked(Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (ArgumentException e)
        {
            return Problem(StatusCodes.Status400BadRequest, e.Message);
        }
        catch (StoreDamagedException e)
        {
            return Problem(StatusCodes.Status500InternalServerError, e.Message);
        }
    }

    public static async Task<T> Body<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken ct)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, type, ct) ?? throw new ArgumentException("the body is null");
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"the body is not the JSON that belongs here: {e.Message}", e);
        }
    }

    public static IResult Missing(long uin) => Problem(StatusCodes.Status404NotFound, $"there is no account {uin}");

    public static IResult Problem(int status, string detail) => Results.Problem(statusCode: status, detail: detail);
}
