namespace Tqq.Faults.Delivery;

/// <summary>What happens to the reply that carries the messages.</summary>
internal enum Fault
{
    /// <summary>The program reads it; the connection stays.</summary>
    Read,

    /// <summary>The program reads it and closes the connection, as a client of 2005 does after each reply.</summary>
    ReadThenClosed,

    /// <summary>The same, and it has said in its request that this is its last (`Connection: close`).</summary>
    ReadAsLast,

    /// <summary>The program does not read it, and its kernel has room for 1 KB.</summary>
    NotRead,

    /// <summary>The same, but the program reads it at last, after it has come back on another connection.</summary>
    ReadLate,

    /// <summary>Not a byte of it gets through, nor anything after it.</summary>
    SilentBefore,

    /// <summary>The program reads a part; then nothing gets through any more.</summary>
    SilentDuring,

    /// <summary>The program reads it; that its kernel has it does not get through to the server.</summary>
    Unconfirmed,

    /// <summary>The client's kernel has it, or a part; the program resets the connection and reads nothing.</summary>
    ResetUnread,

    /// <summary>The program reads it and resets the connection.</summary>
    ResetAfter,

    /// <summary>Not a byte gets through, and from now on the client has another address.</summary>
    Moved,
}

/// <summary>A fault and a size of reply: a row of the table.</summary>
/// <param name="Name">What the table says.</param>
/// <param name="Fault">What happens.</param>
/// <param name="Texts">How many texts wait.</param>
/// <param name="IsLong">Whether each takes 1.2 KB of the reply; otherwise some bytes.</param>
internal sealed record Trouble(string Name, Fault Fault, int Texts, bool IsLong)
{
    public static readonly IReadOnlyList<Trouble> All =
    [
        new("read, connection stays", Fault.Read, 2, false),
        new("read, 65 KB", Fault.Read, 54, true),
        new("read, then closed", Fault.ReadThenClosed, 2, false),
        new("read as the last, then closed", Fault.ReadAsLast, 2, false),
        new("not read, all in the client's kernel", Fault.NotRead, 2, false),
        new("not read, 2 messages, 2 KB", Fault.NotRead, 2, true),
        new("not read, 7 KB", Fault.NotRead, 6, true),
        new("not read, 18 KB", Fault.NotRead, 15, true),
        new("not read, 65 KB", Fault.NotRead, 54, true),
        new("read late, 18 KB", Fault.ReadLate, 15, true),
        new("silent before the reply", Fault.SilentBefore, 2, false),
        new("silent during the reply, 18 KB", Fault.SilentDuring, 15, true),
        new("read, confirmations lost", Fault.Unconfirmed, 2, false),
        new("reset, unread", Fault.ResetUnread, 2, false),
        new("reset, unread, 18 KB", Fault.ResetUnread, 15, true),
        new("read, then reset", Fault.ResetAfter, 2, false),
        new("Wi-Fi to mobile, 7 KB", Fault.Moved, 6, true),
        new("Wi-Fi to mobile, 18 KB", Fault.Moved, 15, true),
    ];

    /// <summary>Whether the program had the whole reply before anything went wrong.</summary>
    public bool IsRead => Fault is Fault.Read or Fault.ReadThenClosed or Fault.ReadAsLast or Fault.Unconfirmed or Fault.ResetAfter;

    /// <summary>Whether the connection can go on.</summary>
    public bool CanGoOn =>
        Fault is Fault.Read or Fault.NotRead or Fault.ReadLate or Fault.SilentBefore or Fault.SilentDuring or Fault.Unconfirmed;

    /// <summary>
    /// Whether a client that does not count may lose texts (protocol.md §4): its TCP has confirmed the whole reply, and it says the next
    /// thing elsewhere before its program reads it. A program that then never does cannot be told from one that has.
    /// </summary>
    public bool MayLose(Way way) => Fault == Fault.NotRead && !IsLong && way is not (Way.SameConnection or Way.Kill);

    /// <summary>
    /// Whether a client that does not count may see a text twice (protocol.md §4): a connection, a network or the server died between the
    /// handing-out and its acknowledgement, or the client itself asks again while it leaves a reply unread that it reads later.
    /// </summary>
    public bool MayDouble(Way way) => Fault is Fault.ResetAfter or Fault.Unconfirmed || (IsRead && way == Way.Kill)
        || (Fault == Fault.ReadLate && way is not Way.SameConnection);
}
