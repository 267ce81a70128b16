using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Talking;

/// <summary>Says what a client's command has to say: words and tables for people, tab-separated lines in a pipe, JSON for scripts.</summary>
internal sealed class TalkOutput(TerminalOutput console, bool isJson)
{
    public TerminalOutput Console => console;

    public bool IsJson => isJson;

    /// <summary>One value: in JSON, or as a line.</summary>
    public void Value<T>(T value, JsonTypeInfo<T> type, string line)
    {
        if (isJson)
            Json(value, type);
        else
            console.Line(line);
    }

    /// <summary>Many values: a JSON array, or rows.</summary>
    public void Rows<T>(IReadOnlyList<T> values, JsonTypeInfo<IReadOnlyList<T>> type, IReadOnlyList<string> heading, Func<T, IReadOnlyList<string>> row)
    {
        if (isJson)
            Json(values, type);
        else
            console.Table(heading, values.Select(row));
    }

    /// <summary>One line of JSON, with Chinese as it is: a terminal is no HTML page.</summary>
    public void Json<T>(T value, JsonTypeInfo<T> type)
    {
        var options = new JsonSerializerOptions(type.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        console.Line(JsonSerializer.Serialize(value, options.GetTypeInfo(typeof(T))));
    }
}
