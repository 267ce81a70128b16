namespace Tqq.Client;

/// <summary>How far <see cref="TqqClient.SendAsync"/> has come.</summary>
/// <param name="Sent">How many of the messages the server has on disk (protocol.md §4).</param>
/// <param name="Total">Into how many the text was cut.</param>
public readonly record struct SendProgress(int Sent, int Total);
