namespace Tqq.Core.Peers;

/// <summary>Something to be said to another account after one's own changes are on disk. Its answer, if it tells a presence, is to be learnt.</summary>
/// <param name="Target">Whom to tell.</param>
/// <param name="News">What to say.</param>
public readonly record struct Tell(Uin Target, PeerRequest News);
