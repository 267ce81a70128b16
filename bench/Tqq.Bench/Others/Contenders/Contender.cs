using Tqq.Bench.Others.Daemons;

namespace Tqq.Bench.Others.Contenders;

/// <summary>A server that does the job: it takes texts for accounts that may not be there, and hands them out.</summary>
internal abstract class Contender(string name, string package, string promise) : IAsyncDisposable
{
    /// <summary>As it is shown.</summary>
    public string Name => name;

    /// <summary>The Debian package it comes from; empty for the one that is built here.</summary>
    public string Package => package;

    /// <summary>What is certain when a sender has its acknowledgement: one sentence, in Markdown.</summary>
    public string Promise => promise;

    /// <summary>Rounds that it needs before it runs as it does from then on.</summary>
    public virtual int WarmUps => 1;

    /// <summary>The process of the server.</summary>
    public Daemon Daemon { get; protected set; } = null!;

    /// <summary>The version of what runs.</summary>
    public virtual async Task<string> VersionAsync() => await Packages.VersionAsync(package) ?? "none";

    /// <summary>Starts it with its own configuration and data.</summary>
    /// <param name="directory">For both; exists, is empty.</param>
    /// <param name="accounts">How many there have to be, numbered from 0.</param>
    public abstract Task StartAsync(string directory, int accounts);

    /// <summary>An account that is going to send.</summary>
    public abstract Task<ISender> SenderAsync(int account);

    /// <summary>An account that is going to receive. What is sent to it from now on is kept for it, whether it asks or not.</summary>
    /// <param name="account">Its number.</param>
    /// <param name="away">Whether the server is to take it for somebody who is not there until it asks.</param>
    public abstract Task<IReceiver> ReceiverAsync(int account, bool away);

    public async ValueTask DisposeAsync()
    {
        if (Daemon is not null)
            await Daemon.DisposeAsync();
    }
}
