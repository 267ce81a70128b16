namespace Tqq.Server.Wire.Doors;

/// <summary>Why a connection was turned away.</summary>
public enum TurnedAwayReason
{
    /// <summary>It came from a trusted proxy and did not begin as such a connection has to.</summary>
    NoProxyHeader,

    /// <summary>There was no place for it.</summary>
    NoPlace,

    /// <summary>A newer one needed its place.</summary>
    PushedOut,

    /// <summary>Too many requests were in flight.</summary>
    TooManyRequests,

    /// <summary>It came to the web port, and there was no place for it.</summary>
    NoWebPlace,
}
