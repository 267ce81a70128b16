using System.Text.Json.Serialization;
using Tqq.Cli.Profiles;

namespace Tqq.Cli.Talking;

/// <summary>That a command was done, and to whom.</summary>
internal sealed record DoneJson(string Done, uint Uin);

/// <summary>Who is logged in.</summary>
internal sealed record WhoAmIJson(uint Uin, string Nick, string Server, string Profile);

/// <summary>A friend.</summary>
internal sealed record FriendJson(uint Uin, string? Nick, string Status);

/// <summary>What came: one line of NDJSON.</summary>
internal sealed record IncomingJson(DateTimeOffset At, string Type, uint From, string? Text, string? Status);

/// <summary>How a text was sent.</summary>
internal sealed record SentJson(uint To, int Messages);

/// <summary>How a broadcast went.</summary>
internal sealed record BroadcastJson(IReadOnlyList<uint> Sent, IReadOnlyList<uint> Earlier, IReadOnlyList<BroadcastFailure> Failed, IReadOnlyList<uint> NotYet);

/// <summary>Who did not get a broadcast, and why.</summary>
internal sealed record BroadcastFailure(uint Uin, string Why);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(DoneJson))]
[JsonSerializable(typeof(WhoAmIJson))]
[JsonSerializable(typeof(IReadOnlyList<FriendJson>))]
[JsonSerializable(typeof(IReadOnlyList<SavedRequest>))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
[JsonSerializable(typeof(IncomingJson))]
[JsonSerializable(typeof(SentJson))]
[JsonSerializable(typeof(BroadcastJson))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class TalkJson : JsonSerializerContext;
