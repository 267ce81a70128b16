namespace Tqq.Protocol.Replies;

/// <summary>One place in the parallel lists of GetMsgEx (protocol.md §5.9).</summary>
/// <param name="Type">`MT`: 9 message, 99 status, 2 request, 3 accepted, 4 refused.</param>
/// <param name="Sender">`UN`: who it is from.</param>
/// <param name="Text">`MG`: the text, or one segment of it.</param>
public readonly record struct MessageItem(uint Type, uint Sender, string Text);
