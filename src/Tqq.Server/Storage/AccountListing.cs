using Tqq.Core.Presence;
using Tqq.Core.Profiles;

namespace Tqq.Server.Storage;

/// <summary>One line of the list of accounts.</summary>
/// <param name="Account">The account.</param>
/// <param name="Status">Its own status if it is online, otherwise offline; the store knows of wire sessions only.</param>
public sealed record AccountListing(AccountRecord Account, Status Status);
