namespace Tqq.Server.Wire;

/// <summary>What was written as an answer.</summary>
internal enum Replied : byte
{
    /// <summary>Nothing at all (NULL): the connection closes.</summary>
    Nothing,

    /// <summary>One reply.</summary>
    One,

    /// <summary>The last reply of this connection.</summary>
    Last,
}
