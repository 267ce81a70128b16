namespace Tqq.Client.Hosting;

/// <summary>
/// A bot: override what it reacts to. Each item gets a new instance in a scope of its own. Items of one sender are handled one after the
/// other, in order; those of several senders at once. An item is settled when its method has returned; a method that throws is called
/// again, three times in all, and does not stop the bot.
/// </summary>
public abstract class TqqBot
{
    /// <summary>Somebody wrote.</summary>
    /// <param name="message">What, and the means to answer.</param>
    public virtual Task OnMessageAsync(BotMessage message) => Task.CompletedTask;

    /// <summary>Somebody asks to be a friend. By default nothing is answered.</summary>
    /// <param name="client">The account's client, to accept or refuse.</param>
    /// <param name="request">Who, and in what words.</param>
    /// <param name="cancellationToken">The host stops and its shutdown timeout has passed.</param>
    public virtual Task OnFriendRequestAsync(ITqqClient client, Incoming.FriendRequest request, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>
    /// A method of this class has failed three times with the same item, which is logged. The item is settled afterwards and does not come
    /// again: a bot that must not lose it keeps it here. By default nothing is done.
    /// </summary>
    /// <param name="failure">The item, the last failure, and the means to do something about it.</param>
    public virtual Task OnFailedAsync(BotFailure failure) => Task.CompletedTask;

    /// <summary>Anything else: presence, acceptances, refusals, notices of the server.</summary>
    /// <param name="client">The account's client.</param>
    /// <param name="item">What came.</param>
    /// <param name="cancellationToken">The host stops and its shutdown timeout has passed.</param>
    public virtual Task OnOtherAsync(ITqqClient client, Incoming item, CancellationToken cancellationToken) => Task.CompletedTask;
}

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

/// <summary>
/// An item that a bot could not handle: its handler failed three times. The item is settled whatever is done
/// about it, so it does not come again.
/// </summary>
/// <param name="Client">The account's client.</param>
/// <param name="Item">What came.</param>
/// <param name="Error">The last failure.</param>
/// <param name="Services">A scope of its own for this call; it ends with the call.</param>
/// <param name="CancellationToken">The host stops and its shutdown timeout has passed.</param>
public sealed record BotFailure(ITqqClient Client, Incoming Item, Exception Error, IServiceProvider Services,
    CancellationToken CancellationToken);
