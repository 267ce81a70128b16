using System.Text;
using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Requests;

/// <summary>`UN=&lt;number&gt;[&amp;MK=&lt;key&gt;]&amp;MG=&lt;text&gt;` (protocol.md §5.10).</summary>
/// <param name="Target">`UN`: who is to get it.</param>
/// <param name="Text">`MG`: the text, decoded.</param>
/// <param name="Key">`MK`: the key by which the text is taken once (§4); null where it has none.</param>
public sealed record CltMsgRequest(uint Target, string Text, MessageKey? Key = null) : Request
{
    /// <inheritdoc/>
    public override Command Command => Command.CltMsg;

    /// <inheritdoc/>
    public override uint? TargetUin => Target;

    /// <summary>The longest text that is taken, in bytes of UTF-8; so are the words of Ack_AddToList (§5.6).</summary>
    public const int LongestText = 400;

    /// <summary>The length of the text in bytes of UTF-8, which is what <see cref="LongestText"/> counts.</summary>
    public int Utf8Length => Encoding.UTF8.GetByteCount(Text);

    internal static ParseFailure Read(BodyFields fields, out Request? request)
    {
        request = null;
        if (!fields.TryGetNeeded("UN"u8, out var target))
            return ParseFailure.BadNumber;
        if (!fields.TryGetText("MG"u8, isTrimmed: false, out var text))
            return ParseFailure.BadText;
        if (text is null)
            return ParseFailure.MissingField;
        Span<byte> scratch = stackalloc byte[128];
        MessageKey? key = null;
        if (fields.TryGetShort("MK"u8, scratch, out var given) && !MessageKey.TryParse(given, out key))
            return ParseFailure.BadKey;
        request = new CltMsgRequest(target, text, key);
        return ParseFailure.None;
    }

    internal override void WriteFields(BodyWriter body)
    {
        body.Field("&UN="u8, Target);
        body.Field("&MK="u8, Key?.ToString());
        body.Field("&MG="u8, Text);
    }
}
