namespace Tqq.Client;

/// <summary>How a text is sent.</summary>
public sealed record SendOptions
{
    /// <summary>Told after each message.</summary>
    public IProgress<SendProgress>? Progress { get; init; }

    /// <summary>
    /// How many messages of this very text an earlier call has sent (<see cref="SendProgress.Sent"/>): those are not sent again. The text
    /// is cut in the same places every time.
    /// </summary>
    public int AlreadySent { get; init; }

    /// <summary>
    /// The key of the text, 1 to 50 of `[0-9A-Za-z_.:-]`: calls with one key send the same text to the same account once in 24 h, however
    /// many there are, also from several programs (`MK`, protocol.md §4). Another text needs another key. Null for a new one, which only
    /// this call knows. Servers that do not know keys send the text with each call.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>A new key: 128 random bits, 22 characters.</summary>
    public static string NewKey() => MessageKeys.New();
}

/// <summary>How far <see cref="ITqqClient.SendAsync"/> has come.</summary>
/// <param name="Sent">How many of the messages the server has on disk (protocol.md §4), those of an earlier call included.</param>
/// <param name="Total">Into how many the text was cut.</param>
public readonly record struct SendProgress(int Sent, int Total)
{
    /// <summary>What became of a text whose sending has failed.</summary>
    /// <param name="uin">To whom it was sent.</param>
    /// <param name="isInDoubt">Whether the next message may have arrived.</param>
    internal string InWords(uint uin, bool isInDoubt) => (Total > 1, isInDoubt) switch
    {
        (true, true) => $"{Sent} of {Total} messages to {uin} have arrived, and the next one may have.",
        (true, false) => $"{Sent} of {Total} messages to {uin} have arrived.",
        (false, true) => $"The text to {uin} may have arrived or not.",
        (false, false) => $"The text to {uin} was not sent.",
    };
}
