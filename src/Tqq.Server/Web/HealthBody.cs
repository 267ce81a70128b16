using System.Text.Json.Serialization;

namespace Tqq.Server.Web;

/// <summary>Whether the server is well.</summary>
/// <param name="Status">ok or failing.</param>
/// <param name="OldestUncommittedSeconds">How long the oldest change has waited for the disk.</param>
/// <param name="Reason">Why it is failing; missing where it is not.</param>
public sealed record HealthBody([property: JsonPropertyOrder(1)] string Status,
    [property: JsonPropertyOrder(3)] double OldestUncommittedSeconds, [property: JsonPropertyOrder(2)] string? Reason = null);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(HealthBody))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class HealthJson : JsonSerializerContext;
