namespace Tqq.Cli.Benching.Checking;

/// <summary>How a message came.</summary>
internal enum Sight
{
    /// <summary>For the first time, after all that came before it.</summary>
    InOrder,

    /// <summary>For the first time, but after one that was sent later.</summary>
    OutOfOrder,

    /// <summary>Not for the first time.</summary>
    Again,

    /// <summary>Though nobody sent it.</summary>
    NeverSent,
}
