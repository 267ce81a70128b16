namespace Tqq.Core.Operations;

/// <summary>Why something was refused. The wire tells none of it (protocol.md §2.2); doors with more words do.</summary>
public enum RefusalReason : byte
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>It came too fast (§6).</summary>
    TooFast,

    /// <summary>The text is too long.</summary>
    TooLong,

    /// <summary>The mailbox of the recipient is full.</summary>
    MailboxFull,

    /// <summary>One of two accounts has as many friends as it may have.</summary>
    TooManyFriends,

    /// <summary>There is no room left on the disk.</summary>
    DiskFull,

    /// <summary>The disk hangs, or another program has locked the store.</summary>
    Busy,

    /// <summary>What it is about is damaged on disk.</summary>
    Damaged,

    /// <summary>An administrator's account may not have its own password open HTTP QQ, and is not deleted by its owner.</summary>
    OfAdministrator,
}
