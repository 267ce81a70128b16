using Orleans;

namespace Tqq.Core.Mail;

/// <summary>One message in an account's mailbox.</summary>
/// <param name="Id">Its number within the mailbox: ascending in order of arrival, never used twice; 0 for a presence notice.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Peer">Who it is from.</param>
/// <param name="Text">The text, whole and unescaped.</param>
/// <param name="At">When it was accepted, by the calendar.</param>
/// <param name="SentKey">Of a text that the account itself has sent: the key that it was sent with; otherwise null.</param>
[GenerateSerializer, Immutable]
public sealed record Message(long Id, MessageKind Kind, Uin Peer, string Text, DateTimeOffset At, string? SentKey = null);
