namespace Tqq.Core.Mail;

/// <summary>What a message is, with the protocol's own numbers (protocol.md §5.9, `MT`).</summary>
public enum MessageKind : byte
{
    /// <summary>A request to be added; the text is the asker's words.</summary>
    FriendRequest = 2,

    /// <summary>A request was accepted; no text.</summary>
    RequestAccepted = 3,

    /// <summary>A request was refused; the text is the reason.</summary>
    RequestRefused = 4,

    /// <summary>Somebody's message.</summary>
    Text = 9,

    /// <summary>A friend's status changed; the text is the status. Never kept on disk.</summary>
    Presence = 99,
}
