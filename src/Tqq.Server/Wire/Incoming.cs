using Tqq.Server.Wire.Commands;

namespace Tqq.Server.Wire;

/// <summary>What came in on a connection: a request that was understood, something that gets a page of ordinary HTTP, or neither, when the connection is to close without a word.</summary>
internal readonly record struct Incoming
{
    /// <summary>The request.</summary>
    public ReceivedRequest? Request { get; init; }

    /// <summary>Whether the connection stays open after its reply.</summary>
    public bool KeepAlive { get; init; }

    /// <summary>The page; the connection closes after it.</summary>
    public byte[]? Page { get; init; }
}
