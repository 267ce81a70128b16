using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tqq.Server.Web.Api;

/// <summary>
/// How the API writes times: RFC 3339 in UTC with milliseconds, such as 2027-01-31T08:00:00.000Z. It reads any time of RFC 3339. Each
/// context of bodies names it among its converters.
/// </summary>
internal sealed class ApiTime : JsonConverter<DateTimeOffset>
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>A time as the API writes it.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Text(value));
}
