using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Tqq.Cli.Profiles;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Talking;

/// <summary>
/// Says what a client's command has to say: words and tables for people, tab-separated lines in a pipe, JSON for scripts.
/// </summary>
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
    public void Rows<T>(IReadOnlyList<T> values, JsonTypeInfo<IReadOnlyList<T>> type, IReadOnlyList<string> heading, Func<T,
        IReadOnlyList<string>> row)
    {
        if (isJson)
            Json(values, type);
        else
            console.Table(heading, values.Select(row));
    }

    /// <summary>One line of JSON.</summary>
    public void Json<T>(T value, JsonTypeInfo<T> type) => console.Json(TerminalText.Json(value, type));
}

/// <summary>That a command was done, and to whom.</summary>
internal sealed record DoneJson(string Done, uint Uin);

/// <summary>Who is logged in.</summary>
internal sealed record WhoAmIJson(uint Uin, string Nick, string Server, string Profile);

/// <summary>A friend.</summary>
internal sealed record FriendJson(uint Uin, string? Nick, string Status);

/// <summary>What came: one line of NDJSON.</summary>
internal sealed record IncomingJson(DateTimeOffset At, string Type, uint From, string? Text, string? Status);

/// <summary>What was said: one entry of a history.</summary>
internal sealed record SaidJson(string Id, DateTimeOffset At, string Type, uint From, uint To, string Text);

/// <summary>How a text was sent.</summary>
internal sealed record SentJson(uint To, int Messages);

/// <summary>How a broadcast went.</summary>
internal sealed record BroadcastJson(IReadOnlyList<uint> Sent, IReadOnlyList<uint> Earlier, IReadOnlyList<BroadcastFailure> Failed,
    IReadOnlyList<uint> NotYet);

/// <summary>Who did not get a broadcast, and why.</summary>
internal sealed record BroadcastFailure(uint Uin, string Why);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(DoneJson))]
[JsonSerializable(typeof(WhoAmIJson))]
[JsonSerializable(typeof(IReadOnlyList<FriendJson>))]
[JsonSerializable(typeof(IReadOnlyList<SavedRequest>))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
[JsonSerializable(typeof(IncomingJson))]
[JsonSerializable(typeof(IReadOnlyList<SaidJson>))]
[JsonSerializable(typeof(SentJson))]
[JsonSerializable(typeof(BroadcastJson))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class TalkJson : JsonSerializerContext;
