using System.Text;
using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Requests;

/// <summary>`UN=&lt;number&gt;[&amp;MK=&lt;key&gt;]&amp;MG=&lt;text&gt;` (protocol.md §5.10).</summary>
/// <param name="Target">`UN`: who is to get it.</param>
/// <param name="Text">`MG`: the text, decoded.</param>
/// <param name="Key">`MK`: the key by which the text is taken once (§4); null where it has none.</param>
public sealed record CltMsgRequest(uint Target, string Text, MessageKey? Key = null) : Request
{
    /// <summary>The length of the text in bytes of UTF-8, which is what the limit of 400 counts.</summary>
    public int Utf8Length => Encoding.UTF8.GetByteCount(Text);
}
