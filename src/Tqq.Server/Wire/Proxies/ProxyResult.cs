namespace Tqq.Server.Wire.Proxies;

/// <summary>What became of an attempt to read a PROXY header.</summary>
public enum ProxyResult : byte
{
    /// <summary>It may become one.</summary>
    NeedMore,

    /// <summary>It is one.</summary>
    Complete,

    /// <summary>It is none, or one that is not allowed.</summary>
    Bad,
}
