using System.Text;

namespace Tqq.Protocol.Requests;

/// <summary>`UN=&lt;number&gt;&amp;MG=&lt;text&gt;` (protocol.md §5.10).</summary>
/// <param name="Target">`UN`: who is to get it.</param>
/// <param name="Text">`MG`: the text, decoded.</param>
public sealed record CltMsgRequest(uint Target, string Text) : Request
{
    /// <summary>The length of the text in bytes of UTF-8, which is what the limit of 400 counts.</summary>
    public int Utf8Length => Encoding.UTF8.GetByteCount(Text);
}
