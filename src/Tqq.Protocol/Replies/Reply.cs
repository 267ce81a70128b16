using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>What a reply carries behind its head (protocol.md §5). Above each case stands its grammar.</summary>
public abstract record Reply
{
    /// <summary>Writes the fields, beginning with the `&amp;` behind `RES`.</summary>
    internal abstract void WriteFields(BodyWriter body);
}
