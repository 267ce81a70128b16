namespace Tqq.Client.Hosting;

/// <summary>How the host signs its clients in. A test registers its own before <see cref="BotRegistration"/> does, and so needs no server.</summary>
public interface ITqqSignIn
{
    /// <summary>Signs in.</summary>
    /// <param name="options">Who, and where.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="TqqException">As <see cref="TqqClient.SignInAsync"/>.</exception>
    Task<ITqqClient> SignInAsync(TqqClientOptions options, CancellationToken cancellationToken);
}

/// <summary>At a server.</summary>
internal sealed class ServerSignIn : ITqqSignIn
{
    public async Task<ITqqClient> SignInAsync(TqqClientOptions options, CancellationToken cancellationToken) => await TqqClient.SignInAsync(options, cancellationToken).ConfigureAwait(false);
}
