using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tqq.Core;
using Tqq.Core.Devices;
using Tqq.Core.Log;
using Tqq.Server.Messaging;

namespace Tqq.Server.Push;

/// <summary>
/// What a browser is told of a message: JSON, and no more of it than its owner wants. Spaces behind it make it as long as others are, so
/// that its length says little of the text.
/// </summary>
/// <param name="Kind">message, request, accepted, refused or announcement.</param>
/// <param name="Peer">Of whom.</param>
/// <param name="Nick">Their nickname.</param>
/// <param name="Avatar">Their avatar.</param>
/// <param name="Text">The text.</param>
/// <param name="Cut">True where the text goes on.</param>
internal sealed record PushPayload(
    string Kind, long? Peer = null, string? Nick = null, int? Avatar = null, string? Text = null, bool? Cut = null)
{
    private const int MostCharacters = 500;

    // A push service takes 4,096 bytes, encryption included (RFC 8030, 7.2).
    private const int MostBytes = 3 * Block;
    private const int Block = 1024;

    private static readonly PushJson s_json = new(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>What is sent.</summary>
    public static string Of(PushLook look, PushWords says)
    {
        var kind = KindOf(look.Item);
        if (says == PushWords.Message)
            return Padded(new(kind));
        var named = new PushPayload(kind, look.Item.Peer.Value, look.Nick, look.Avatar);
        if (says == PushWords.Sender || look.Item.Text.Length == 0)
            return Padded(named);
        for (var most = MostCharacters; ; most /= 2)
        {
            var text = string.Concat(look.Item.Text.EnumerateRunes().Take(most));
            var payload = Padded(named with { Text = text, Cut = text.Length < look.Item.Text.Length ? true : null });
            if (Encoding.UTF8.GetByteCount(payload) <= MostBytes)
                return payload;
        }
    }

    private static string KindOf(LogItem item) => item.Kind switch
    {
        LogKind.FriendRequest => "request",
        LogKind.RequestAccepted => "accepted",
        LogKind.RequestRefused => "refused",
        _ when item.Peer == Uin.System => "announcement",
        _ => "message",
    };

    private static string Padded(PushPayload payload)
    {
        var json = JsonSerializer.Serialize(payload, s_json.PushPayload);
        var length = Encoding.UTF8.GetByteCount(json);
        return json + new string(' ', ((length + Block - 1) / Block * Block) - length);
    }
}

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(PushPayload))]
internal sealed partial class PushJson : JsonSerializerContext;
