using System.Collections.Immutable;
using System.Net;
using Orleans.Concurrency;
using Tqq.Core;
using Tqq.Core.Access;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;
using Tqq.Server.Messaging;

namespace Tqq.Server.Cluster;

/// <summary>
/// One account, hosted somewhere in the cluster; its number is the key. What comes is let in as it comes: the order is the account's own (<see cref="AccountHost"/>).
/// </summary>
[Alias("tqq.account")]
internal interface IAccountGrain : IGrainWithIntegerKey
{
    /// <summary>A login has come: when may it be looked at? Null where as many wait as may.</summary>
    Task<LoginPermit?> AdmitLogin(IPAddress address);

    /// <summary>A login that was admitted is not looked at after all.</summary>
    Task WithdrawLogin(IPAddress address);

    /// <summary>A login that was admitted; checking a password takes long, so it comes in between. It may wait for its turn for some time.</summary>
    [ResponseTimeout("00:05:00")]
    Task<Outcome> Login(LoginAttempt attempt, CancellationToken cancellationToken);

    /// <summary>A request of the account's client.</summary>
    Task<Outcome> Execute(Operation operation, Caller caller);

    /// <summary>Another account speaks.</summary>
    Task<PeerAnswer> Hear(PeerRequest request);

    /// <summary>What became of a reply with messages.</summary>
    [OneWay]
    Task Report(long handout, HandoutFate fate);

    /// <summary>End the session if it is over. After a restart: be there, so that it ends in time.</summary>
    Task Wake();

    /// <summary>Makes the account; false where it is there.</summary>
    Task<bool> Create(AccountRecord account, string passwordHash);

    /// <summary>What there is to say of it, or null.</summary>
    Task<AccountDetails?> Show();

    /// <summary>Changes profile and settings, in a turn of the account's; false where there is no account.</summary>
    Task<bool> Edit(AccountEdit edit);

    /// <summary>Sets the password; false where there is no account.</summary>
    Task<bool> SetPassword(string passwordHash);

    /// <summary>Adds an app password.</summary>
    Task<AppPasswordAdded> AddAppPassword(string name, string hash);

    /// <summary>Its app passwords; null where there is no account.</summary>
    Task<ImmutableArray<AppPassword>?> ListAppPasswords();

    /// <summary>Takes an app password back; false where it has no such one, null where there is no account.</summary>
    Task<bool?> RemoveAppPassword(int id);

    /// <summary>Opens or shuts it; false where there is no account.</summary>
    Task<bool> SetEnabled(bool enabled);

    /// <summary>Ends the session; null where there is no account.</summary>
    Task<bool?> Kick();

    /// <summary>Finishes a friendship that this account has stored and of which the other has not said that it has, too.</summary>
    Task Confirm(Uin other);

    /// <summary>Removes it; false where there is no account.</summary>
    Task<bool> Delete();
}
