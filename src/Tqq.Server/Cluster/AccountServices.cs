using Microsoft.Extensions.Logging;
using Tqq.Core.Rules;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>What all accounts share: one reference in each instead of ten.</summary>
/// <param name="Store">Where they are kept.</param>
/// <param name="Grains">Where the others are.</param>
/// <param name="Here">Those that are in memory here.</param>
/// <param name="Sessions">Their sessions.</param>
/// <param name="Passwords">Verifies passwords.</param>
/// <param name="Rules">The numbers that the rules go by.</param>
/// <param name="Clock">What time it is.</param>
/// <param name="Refusals">Says that the store refuses what is to be written.</param>
/// <param name="Throttles">Failed logins by address.</param>
/// <param name="Watch">Wakes accounts whose session may be over.</param>
/// <param name="Revival">Knows whether sessions that come from disk are over.</param>
/// <param name="Unfinished">Finishes deletions.</param>
/// <param name="Logger">For what goes wrong.</param>
internal sealed record AccountServices(
    IStore Store, AccountGrains Grains, AccountsHere Here, LiveSessions Sessions, IPasswordVault Passwords, InForce<AccountRules> Rules, Clock Clock,
    RefusalNotice Refusals, AddressThrottles Throttles, SessionWatch Watch, SessionRevival Revival, UnfinishedWork Unfinished, ILogger<AccountGrain> Logger);
