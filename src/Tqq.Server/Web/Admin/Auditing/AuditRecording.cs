using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Web.Admin.Auditing;

/// <summary>
/// Has each act of an administrator stand in the audit log, whatever its route: a route says what it is called
/// (<see cref="AdminAct"/>), and all else is done here.
/// </summary>
internal static class AuditRecording
{
    private const string Uin = "uin";

    /// <summary>How many characters of a value somebody has sent stand in the log.</summary>
    private const int LongestValue = 500;

    /// <summary>The filter of all routes. Those that anybody may call write their own lines, once they know who calls.</summary>
    public static async ValueTask<object?> RecordAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var metadata = http.GetEndpoint()!.Metadata;
        if (!ApiGuard.Changes(http.Request.Method) || metadata.GetMetadata<AdminNeed>()!.Right == AdminRight.None)
            return await next(context);
        var (act, caller) = (metadata.GetMetadata<AdminAct>()!, http.Administrator());
        var trail = http.RequestServices.GetRequiredService<AuditTrail>();
        var (target, detail) = await DescribeAsync(http, act);
        var number = await (act.IsAlwaysDone ? trail.TryBeginAsync(caller.Name, caller.Address, act.Name, target, detail)
            : trail.BeginAsync(caller.Name, caller.Address, act.Name, target, detail));
        var outcome = "failed";
        try
        {
            var result = await next(context);
            outcome = OutcomeOf(result);
            return result;
        }
        finally
        {
            if (number is { } begun)
                await trail.EndAsync(begun, caller.Name, caller.Address, act.Name, http.Notes(), outcome);
        }
    }

    private static string OutcomeOf(object? result) => result switch
    {
        IStatusCodeHttpResult { StatusCode: { } status and >= 400 } => AuditTrail.Refused(status),
        // The client has left in the middle.
        _ when result == Results.Empty => "not known: the client left",
        _ => AuditTrail.Done,
    };

    private static async Task<(string Target, string Detail)> DescribeAsync(HttpContext http, AdminAct act)
    {
        var target = string.Join('/', http.Request.RouteValues.OrderBy(value => value.Key != Uin)
            .Select(value => Short(Convert.ToString(value.Value, CultureInfo.InvariantCulture)!)));
        var query = http.Request.QueryString.HasValue ? Short(http.Request.QueryString.Value!) : "";
        if (act.Members.Count == 0)
            return (target, query);
        // The handler reads it again.
        var body = await BodyReader.ReadBytesAsync(http.Request, http.RequestAborted);
        http.Request.Body = new MemoryStream(body.ToArray());
        var members = Members(body, act);
        if (target.Length == 0 && members.GetValueOrDefault(Uin) is { } uin)
            target = uin;
        return (target, string.Join(' ', members.Where(member => member.Key != Uin).Select(member => $"{member.Key}={member.Value}")
            .Prepend(query).Where(text => text.Length > 0)));
    }

    // No character is cut in two.
    private static string Short(string text) => text.Length <= LongestValue ? text
        : $"{text[..(char.IsHighSurrogate(text[LongestValue - 1]) ? LongestValue - 1 : LongestValue)]}…";

    // However it was spelled, with escapes and spaces, it is found as what it means.
    private static string Written(JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = PlainEncoder.Instance }))
            value.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    // What is no JSON object is refused by the route.
    private static Dictionary<string, string> Members(ReadOnlyMemory<byte> body, AdminAct act)
    {
        try
        {
            using var document = BodyReader.Parse(body);
            return document.RootElement.ValueKind != JsonValueKind.Object ? [] : document.RootElement.EnumerateObject()
                .Where(member => act.Members.Contains(member.Name)).DistinctBy(member => member.Name)
                .ToDictionary(member => member.Name, member => Short(Written(member.Value)));
        }
        catch (Exception e) when (e is BadInputException or InvalidOperationException)
        {
            return [];
        }
    }
}
