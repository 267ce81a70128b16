namespace Tqq.Client;

/// <summary>One message of a text, and what is thrown where it is not known to have arrived.</summary>
/// <param name="Uin">To whom it goes.</param>
/// <param name="Progress">How many messages of its text have gone before it.</param>
/// <param name="Key">The key of the text.</param>
internal readonly record struct MessageOnItsWay(uint Uin, SendProgress Progress, string Key)
{
    /// <summary>It went out, and no reply came.</summary>
    public InDoubtException InDoubt(TqqException cause) => new(Uin, Progress, Key, cause);

    /// <summary>The caller has lost patience.</summary>
    public SendCanceledException Canceled(OperationCanceledException cause, bool isInDoubt) => new(Uin, Progress, Key, isInDoubt, cause);
}
