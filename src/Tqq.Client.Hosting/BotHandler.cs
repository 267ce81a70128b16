namespace Tqq.Client.Hosting;

/// <summary>What becomes of an item, given a scope of its own.</summary>
internal delegate Task BotHandler(TqqClient client, Incoming item, IServiceProvider scope, CancellationToken cancellationToken);
