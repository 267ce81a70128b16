namespace Tqq.Client.Hosting;

/// <summary>An item that a bot could not handle: its handler failed three times. The item is settled whatever is done about it, so it does not come again.</summary>
/// <param name="Client">The account's client.</param>
/// <param name="Item">What came.</param>
/// <param name="Error">The last failure.</param>
/// <param name="Services">A scope of its own for this call; it ends with the call.</param>
/// <param name="CancellationToken">The host stops and its shutdown timeout has passed.</param>
public sealed record BotFailure(ITqqClient Client, Incoming Item, Exception Error, IServiceProvider Services, CancellationToken CancellationToken);
