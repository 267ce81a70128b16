using CsCheck;

namespace Tqq.Core.Tests.Histories;

/// <summary>What can happen in a history. Those that should happen often stand more than once in <see cref="Event.Kinds"/>.</summary>
internal enum EventKind
{
    Login,
    WrongPassword,
    Fetch,
    Send,
    SendWithKey,
    Add,
    Ask,
    Accept,
    Refuse,
    AnswerOutOfRange,
    Remove,
    ChangeStatus,
    List,
    ListOnline,
    ShowProfile,
    Repeat,
    Report,
    Logout,
    Stranger,
    TimePasses,
    TimersAreLate,
    CalendarIsSet,
    Restart,
    Evict,
    DiskFullOrNot,
    DiskHangsOrNot,
    Administer,
    OpenDevice,
    CloseDevice,
    AttachDevice,
    DetachDevice,
    AskOnDevice,
    MarkRead,
    DeleteItem,
}

/// <summary>One event: what, to whom, and a number that decides all the rest.</summary>
internal sealed record Event(EventKind Kind, int Who, int Whom, int Detail)
{
    public const int People = 4;

    private static readonly EventKind[] Kinds =
    [
        .. Enum.GetValues<EventKind>(),
        EventKind.Login, EventKind.Login, EventKind.Login, EventKind.Fetch, EventKind.Fetch, EventKind.Fetch, EventKind.Fetch,
        EventKind.Send, EventKind.Send, EventKind.Send, EventKind.Send, EventKind.SendWithKey, EventKind.SendWithKey, EventKind.SendWithKey,
            EventKind.Add, EventKind.Ask, EventKind.Accept,
        EventKind.ChangeStatus, EventKind.Repeat, EventKind.Repeat, EventKind.Repeat, EventKind.Repeat, EventKind.Report, EventKind.Report,
            EventKind.Report, EventKind.Report, EventKind.TimePasses, EventKind.ListOnline,
        EventKind.OpenDevice, EventKind.AttachDevice, EventKind.AskOnDevice, EventKind.AskOnDevice, EventKind.MarkRead,
            EventKind.MarkRead, EventKind.DeleteItem,
    ];

    /// <summary>
    /// Any event. Two times of three it is the same person as before; two of the six who may be addressed are no accounts.
    /// </summary>
    public static readonly Gen<Event> Any = Gen.Select(
        Gen.Int[0, Kinds.Length - 1], Gen.Int[0, (3 * People) - 1], Gen.Int[0, People + 1], Gen.Int[0, 999],
        (kind, who, whom, detail) => new Event(Kinds[kind], who, whom, detail));
}
