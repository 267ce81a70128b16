namespace Tqq.Cli.Benching.Checking;

/// <summary>What the server said to a message.</summary>
internal enum MessageFate : byte
{
    /// <summary>Nothing yet.</summary>
    UnderWay,

    /// <summary>It is stored: it has to come, once.</summary>
    Stored,

    /// <summary>It was refused: it must not come.</summary>
    Refused,

    /// <summary>No answer came: it may come or not, but not twice.</summary>
    Unknown,
}
