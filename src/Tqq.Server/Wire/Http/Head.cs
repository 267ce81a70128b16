namespace Tqq.Server.Wire.Http;

/// <summary>What the server needs to know of a request's head; all else in it means nothing (protocol.md §1.1).</summary>
/// <param name="Method">POST, GET or HEAD.</param>
/// <param name="ContentLength">The length of the body; 0 for GET and HEAD.</param>
/// <param name="KeepAlive">
/// Whether the connection stays open after the reply: HTTP/1.1 without `close`. HTTP/1.0 always closes, because no
/// reply can tell such a client otherwise.
/// </param>
/// <param name="ExpectsContinue">Whether the client waits for `100 Continue` before it sends the body.</param>
/// <param name="IsForm">Whether the body says that it is form encoding.</param>
/// <param name="HasTarget">
/// Whether the request line names a target; the hand-written HTTP classes of 2005 send none, and get short replies (§5.9).
/// </param>
/// <param name="Origin">
/// The page that a browser sends the request for: the value of `Origin`; empty where a foreign page is not named, or several
/// are; null where no page is spoken of.
/// </param>
public readonly record struct Head(HeadMethod Method, int ContentLength, bool KeepAlive, bool ExpectsContinue, bool IsForm,
    bool HasTarget = true, string? Origin = null);

/// <summary>The methods that are answered.</summary>
public enum HeadMethod : byte
{
    /// <summary>A request of the protocol.</summary>
    Post,

    /// <summary>Somebody looks what this is.</summary>
    Get,

    /// <summary>The same without a body.</summary>
    Head,
}
