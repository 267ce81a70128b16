namespace Tqq.Core.Peers;

/// <summary>
/// Something to be said to another account after one's own changes are on disk. Its answer, if it tells a presence, is to be learnt.
/// </summary>
/// <param name="Target">Whom to tell.</param>
/// <param name="News">What to say.</param>
/// <param name="IsGreeting">
/// Whether a session begins with it: then the answer is no news, unless something has been heard of the other before.
/// </param>
public readonly record struct Tell(Uin Target, PeerRequest News, bool IsGreeting = false)
{
    /// <summary>
    /// Whether it is of presence only: an account without a session need not be told, and nobody waits until one with a session has been.
    /// </summary>
    public bool IsForSessions => News is PeerRequest.HearPresence or PeerRequest.AskPresence;
}
