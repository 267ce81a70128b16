namespace Tqq.EndToEnd.Tests.Ledgers;

/// <summary>What a client saw of the answer to a request.</summary>
public enum Sight
{
    /// <summary>A whole reply, right to the byte of its length, and then the end.</summary>
    Whole,

    /// <summary>A whole reply, and then a reset in place of the end.</summary>
    WholeThenReset,

    /// <summary>The connection was closed without a byte.</summary>
    Closed,

    /// <summary>The connection was reset without a byte.</summary>
    Reset,

    /// <summary>There was nobody to connect to.</summary>
    NobodyThere,

    /// <summary>A part of a reply.</summary>
    Torn,

    /// <summary>Something that is no reply of this protocol.</summary>
    Wrong,

    /// <summary>Nothing within the client's patience.</summary>
    TooLate,
}
