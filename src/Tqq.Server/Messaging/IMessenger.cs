using Tqq.Core;
using Tqq.Core.Commands;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;

namespace Tqq.Server.Messaging;

/// <summary>
/// The messenger as the wire sees it: who asks, what is asked, what is answered. Whatever hosts the accounts stands behind it.
/// An answer comes only after all it promises is on disk.
/// </summary>
public interface IMessenger
{
    /// <summary>
    /// Tries to log an account in (protocol.md §5.1). Any number is answered, below 10000 with <see cref="Answer.NoSuchAccount"/>.
    /// </summary>
    /// <param name="uin">Whom.</param>
    /// <param name="attempt">The login.</param>
    /// <param name="holdBack">
    /// Waits for as long as the login is to be held back, mostly not at all; not asked where the login is refused before. It is looked at
    /// only after that: if its answer alone came late, whoever guesses would ask meanwhile whether there is a session. False where there is
    /// no place to wait: then it is refused, not looked at.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<Outcome> LoginAsync(Uin uin, LoginAttempt attempt, Func<TimeSpan, ValueTask<bool>> holdBack,
        CancellationToken cancellationToken);

    /// <summary>Lets an account do something (protocol.md §5.2 to §5.11).</summary>
    ValueTask<Outcome> ExecuteAsync(Uin uin, Operation operation, RequestOrigin origin, CancellationToken cancellationToken);

    /// <summary>
    /// Whether a request may belong to the session of an account: one that does not is answered alike whatever the account has. Answered at
    /// once, without a look at the account.
    /// </summary>
    /// <param name="uin">The account.</param>
    /// <param name="caller">Who sends the request.</param>
    bool MayBelong(Uin uin, in Caller caller);

    /// <summary>Whether an account may be signed in, on the wire or elsewhere. Answered at once, without a look at the account.</summary>
    bool MayBeOnline(Uin uin);

    /// <summary>
    /// Says what became of a non-empty <see cref="Answer.HandedOut"/> (protocol.md §4). Returns at once;
    /// requests that are executed later heed it.
    /// </summary>
    /// <param name="uin">The account it was for.</param>
    /// <param name="handout"><see cref="Answer.HandedOut.Handout"/>.</param>
    /// <param name="fate">That the client's TCP has confirmed the whole reply, or that its connection broke.</param>
    void ReportHandout(Uin uin, long handout, HandoutFate fate);
}
