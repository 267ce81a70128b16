namespace Tqq.Core.Rules;

/// <summary>Which oddities of the original server are reproduced, for testing clients (protocol.md §7).</summary>
public enum Quirks : byte
{
    /// <summary>None.</summary>
    None,

    /// <summary>
    /// A first Ack_AddToList with CD=2 gets RES=3 after the penalty and has no effect, the repeated one is done; every tenth CLTMSG
    /// whose text contains a lower-case `h` gets no reply and has no effect.
    /// </summary>
    Tencent2006,
}
