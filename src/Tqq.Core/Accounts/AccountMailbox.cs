using Tqq.Core.Mail;
using Tqq.Core.State;

namespace Tqq.Core.Accounts;

/// <summary>What the host of an account has to pass on between its mailbox and the wire and the disk.</summary>
public readonly record struct AccountMailbox
{
    private readonly AccountState _state;

    internal AccountMailbox(AccountState state) => _state = state;

    /// <summary>How many messages wait.</summary>
    public int Waiting => _state.Mail.Waiting;

    /// <summary>What became of a reply with messages (protocol.md §4).</summary>
    public void Report(long handout, HandoutFate fate) => _state.Mail.Report(handout, fate);
}
