namespace Tqq.Client;

/// <summary>How a text is sent.</summary>
public sealed record SendOptions
{
    /// <summary>Told after each message.</summary>
    public IProgress<SendProgress>? Progress { get; init; }

    /// <summary>
    /// How many messages of this very text an earlier call has sent (<see cref="SendProgress.Sent"/>): those are not sent again. The text is cut in the
    /// same places every time.
    /// </summary>
    public int AlreadySent { get; init; }
}

/// <summary>How far <see cref="ITqqClient.SendAsync"/> has come.</summary>
/// <param name="Sent">How many of the messages the server has on disk (protocol.md §4), those of an earlier call included.</param>
/// <param name="Total">Into how many the text was cut.</param>
public readonly record struct SendProgress(int Sent, int Total);
