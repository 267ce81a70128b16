namespace Tqq.Client;

/// <summary>
/// A text may have arrived or not: a request with it went out, no reply came, and repeating it did not bring one within the
/// <see cref="TqqClientOptions.RetryBudget"/>. A call with the same <see cref="Key"/> and the same text within 24 h does not double it:
/// `SendAsync(uin, text, new() { Key = e.Key, AlreadySent = e.Progress.Sent })`.
/// </summary>
public sealed class InDoubtException : TqqException
{
    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="uin">To whom the text was sent.</param>
    /// <param name="progress">How many of its messages are known to have arrived.</param>
    /// <param name="key">The key of the text.</param>
    /// <param name="cause">Why there is no answer.</param>
    public InDoubtException(uint uin, SendProgress progress, string key, TqqException cause)
        : base($"{progress.InWords(uin, isInDoubt: true)} {cause.Message}", cause) =>
            (Uin, Progress, Key, Cause) = (uin, progress, key, cause);

    /// <summary>To whom the text was sent.</summary>
    public uint Uin { get; }

    /// <summary>
    /// How many of its messages are known to have arrived. Of the next one it is not known; those behind it were not sent.
    /// </summary>
    public SendProgress Progress { get; }

    /// <summary>The key with which the text can be sent again (<see cref="SendOptions.Key"/>).</summary>
    public string Key { get; }

    /// <summary>Why there is no answer.</summary>
    public TqqException Cause { get; }
}

/// <summary>
/// A call of <see cref="ITqqClient.SendAsync"/> was cancelled, or its client was disposed while a message was on its way. It says
/// what became of the text, and with what a later call goes on without doubling it: `SendAsync(uin, text, new() { Key = e.Key,
/// AlreadySent = e.Progress.Sent })`.
/// </summary>
public sealed class SendCanceledException : OperationCanceledException
{
    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="uin">To whom the text was sent.</param>
    /// <param name="progress">How many of its messages are known to have arrived.</param>
    /// <param name="key">The key of the text.</param>
    /// <param name="isInDoubt">Whether the next message may have arrived.</param>
    /// <param name="cause">What ended the call.</param>
    public SendCanceledException(uint uin, SendProgress progress, string key, bool isInDoubt, OperationCanceledException cause)
        : base(progress.InWords(uin, isInDoubt) + " The call was cancelled.", cause, cause.CancellationToken) =>
        (Uin, Progress, Key, IsInDoubt) = (uin, progress, key, isInDoubt);

    /// <summary>To whom the text was sent.</summary>
    public uint Uin { get; }

    /// <summary>How many of its messages are known to have arrived. Those behind the next one were not sent.</summary>
    public SendProgress Progress { get; }

    /// <summary>The key with which the text can be sent again (<see cref="SendOptions.Key"/>).</summary>
    public string Key { get; }

    /// <summary>
    /// Whether the next message may have arrived: a request with it went out, and no reply came. Otherwise it was not sent.
    /// </summary>
    public bool IsInDoubt { get; }
}
