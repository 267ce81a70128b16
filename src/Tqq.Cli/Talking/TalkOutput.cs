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

    /// <summary>One value of several fields: in JSON, or as a line with tabs.</summary>
    public void Row<T>(T value, JsonTypeInfo<T> type, IReadOnlyList<string> cells)
    {
        if (isJson)
            Json(value, type);
        else
            console.Row(cells);
    }

    /// <summary>One value: in JSON, or as lines.</summary>
    public void Lines<T>(T value, JsonTypeInfo<T> type, IReadOnlyList<string> lines)
    {
        if (isJson)
            Json(value, type);
        else
            console.Lines(lines);
    }

    /// <summary>Many values: a JSON array, or rows.</summary>
    public void Rows<T>(IReadOnlyList<T> values, JsonTypeInfo<IReadOnlyList<T>> type, IReadOnlyList<string> heading, Func<T, IReadOnlyList<string>> row)
    {
        if (isJson)
            Json(values, type);
        else
            console.Table(heading, values.Select(row));
    }

    /// <summary>One line of JSON.</summary>
    public void Json<T>(T value, JsonTypeInfo<T> type) => console.Json(TerminalText.Json(value, type));
}
