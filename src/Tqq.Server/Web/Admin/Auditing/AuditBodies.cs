using System.Text.Json.Serialization;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Web.Admin.Auditing;

/// <summary>An act of an administrator.</summary>
/// <param name="Number">The number of its line.</param>
/// <param name="At">When.</param>
/// <param name="Who">The administrator's number, "token" for who has admin.json, or "nobody" before somebody has proved to be one.</param>
/// <param name="From">From which address.</param>
/// <param name="Act">What, such as account.kick.</param>
/// <param name="Target">On whom or what.</param>
/// <param name="Detail">What else there is to say.</param>
/// <param name="Outcome">done, or why not; missing where nobody knows, because the server ended meanwhile.</param>
public sealed record AuditEntryBody(
    long Number, DateTimeOffset At, string Who, string From, string Act, string? Target = null, string? Detail = null,
    string? Outcome = null);

/// <summary>A page of the audit log.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Next">The value of `before` for the next page; missing at the end.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntryBody> Entries, long? Next = null);

/// <summary>Whether the audit log is as it was written.</summary>
/// <param name="Ok">Whether it is.</param>
/// <param name="First">The number of its first line.</param>
/// <param name="Last">The number of its last line; 0 where there has been none.</param>
/// <param name="Head">The hash of its last line. Who has noted it elsewhere sees by it that nothing before it has changed.</param>
/// <param name="Fault">The first thing that is wrong.</param>
public sealed record AuditVerdictBody(bool Ok, long First, long Last, string Head, string? Fault = null);

/// <summary>A line of the audit log as it stands in the chain.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">When, in milliseconds since 1970.</param>
/// <param name="Of">The number of the line whose outcome this is.</param>
/// <param name="Who">Who.</param>
/// <param name="From">From which address.</param>
/// <param name="Act">What.</param>
/// <param name="Target">On whom or what.</param>
/// <param name="Detail">What else there is to say.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Hash">The hash.</param>
public sealed record AuditLineBody(
    long Number, long At, long? Of, string Who, string From, string Act, string Target, string Detail, string Outcome, string Hash);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(AuditVerdictBody))]
[JsonSerializable(typeof(AuditLineBody))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ApiTime)])]
public sealed partial class AuditJson : JsonSerializerContext;
