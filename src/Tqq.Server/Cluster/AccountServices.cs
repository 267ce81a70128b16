using Microsoft.Extensions.Logging;
using Tqq.Core.Rules;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>What all accounts share: one reference in each instead of ten.</summary>
/// <param name="Store">Where they are kept.</param>
/// <param name="Peers">The others.</param>
/// <param name="Sessions">Their sessions.</param>
/// <param name="Passwords">Verifies passwords.</param>
/// <param name="Rules">The numbers that the rules go by.</param>
/// <param name="Clock">What time it is.</param>
/// <param name="Refusals">Says that the store refuses what is to be written.</param>
/// <param name="Throttles">Failed logins by address.</param>
/// <param name="Guesses">Guesses of the codes of second factors.</param>
/// <param name="Wakes">Who is to be woken when, because its session may be over.</param>
/// <param name="Deletions">Finishes deletions.</param>
/// <param name="Figures">Counts what they say to each other.</param>
/// <param name="Pushes">Hears of what browsers may have to be told.</param>
/// <param name="Logger">For what goes wrong.</param>
internal sealed record AccountServices(
    IStore Store, IPeers Peers, LiveSessions Sessions, IPasswordVault Passwords, InForce<AccountRules> Rules, Clock Clock,
    RefusalNotice Refusals, AddressThrottles Throttles, CodeGuesses Guesses, WakeRing Wakes, Deletions Deletions,
    ClusterFigures Figures, IPushes Pushes, ILogger<AccountServices> Logger);
