using System.Collections.Immutable;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.State;

namespace Tqq.Core.Accounts;

/// <summary>What the host of an account has to do for its mailbox: read texts from disk before they are asked for, and pass on how replies went.</summary>
public sealed class AccountMailbox
{
    private readonly AccountState _state;

    internal AccountMailbox(AccountState state) => _state = state;

    /// <summary>How many messages wait.</summary>
    public int Waiting => _state.Mail.Waiting;

    /// <summary>Before FetchMessages: the number behind which texts are to be read from disk and given to <see cref="Read"/>, or null.</summary>
    public long? ReadFrom => _state.Session is null ? null : _state.Mail.ReadFrom;

    /// <summary>The texts that <see cref="ReadFrom"/> asked for.</summary>
    public void Read(ImmutableArray<Message> messages) => _state.Mail.Read(messages);

    /// <summary>How writing a reply with messages went (protocol.md §4).</summary>
    public void Report(long handout, bool arrived) => _state.Mail.Report(handout, arrived);

    /// <summary>
    /// After each <see cref="LiveAccount.Begin"/>: what the request acknowledged, or null. It is to be stored, but nothing needs to wait for it:
    /// if it is lost, the messages are handed out once more.
    /// </summary>
    public Change? TakeAcknowledgement()
    {
        var acknowledgement = _state.Acknowledged is { } through ? new Change.Delivered(through) : null;
        _state.Acknowledged = null;
        return acknowledgement;
    }
}
