namespace Tqq.Protocol.Grammar;

/// <summary>The value of `VER`: echoed, and otherwise without effect (protocol.md §2.1).</summary>
public enum ProtocolVersion : byte
{
    /// <summary>1.0.</summary>
    V10,

    /// <summary>1.1, the one the article describes.</summary>
    V11,

    /// <summary>1.2.</summary>
    V12,
}
