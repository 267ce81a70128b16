namespace Tqq.Client.Hosting;

/// <summary>A message to a bot, and all that its handler needs to do something about it.</summary>
/// <param name="Client">The account's client.</param>
/// <param name="From">Who wrote it.</param>
/// <param name="Text">What they wrote.</param>
/// <param name="Services">A scope of its own for this message; it ends with the handler.</param>
/// <param name="CancellationToken">The host stops and its shutdown timeout has passed.</param>
public sealed record BotMessage(ITqqClient Client, uint From, string Text, IServiceProvider Services, CancellationToken CancellationToken)
{
    /// <summary>Writes back, whatever the length (<see cref="ITqqClient.SendAsync"/>).</summary>
    /// <param name="text">The text, not empty.</param>
    public Task ReplyAsync(string text) => Client.SendAsync(From, text, null, CancellationToken);
}
