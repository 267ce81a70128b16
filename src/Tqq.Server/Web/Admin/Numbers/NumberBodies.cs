using System.Text.Json.Serialization;

namespace Tqq.Server.Web.Admin.Numbers;

/// <summary>Numbers that nobody who registers is given.</summary>
/// <param name="From">The lowest.</param>
/// <param name="To">The highest.</param>
/// <param name="Note">What for.</param>
/// <param name="MadeBy">Who has reserved them.</param>
/// <param name="Made">When.</param>
/// <param name="InUse">
/// How many accounts had one of them when they were reserved, counted up to 10,000; those stay. Missing where none had, and later.
/// </param>
/// <param name="InUseIsMore">Whether there were more than were counted; missing where not.</param>
public sealed record ReservedRangeBody(
    long From, long To, string Note, string MadeBy, DateTimeOffset Made, int? InUse = null, bool? InUseIsMore = null);

/// <summary>A page of reserved numbers.</summary>
/// <param name="Ranges">Ascending; no two share a number.</param>
/// <param name="Next">The value of `after` for the next page, or null at the end.</param>
public sealed record ReservedRangePage(IReadOnlyList<ReservedRangeBody> Ranges, long? Next = null);

/// <summary>Numbers to reserve.</summary>
/// <param name="From">The lowest, 10001..4294967295.</param>
/// <param name="To">The highest; the same as `from` where it is missing.</param>
/// <param name="Note">What for, at most 100 characters; may be missing.</param>
public sealed record NewReservedRangeBody(long? From, long? To = null, string? Note = null);

/// <summary>A page of numbers of deleted accounts.</summary>
/// <param name="Numbers">Ascending. Nobody who registers is given one of them.</param>
/// <param name="Next">The value of `after` for the next page, or null at the end.</param>
public sealed record DeletedNumberPage(IReadOnlyList<long> Numbers, long? Next = null);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(ReservedRangePage))]
[JsonSerializable(typeof(NewReservedRangeBody))]
[JsonSerializable(typeof(DeletedNumberPage))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
public sealed partial class NumbersJson : JsonSerializerContext;
