using Orleans;

namespace Tqq.Core.Profiles;

/// <summary>An account as it is kept on disk, without its password.</summary>
/// <param name="Uin">Its number.</param>
/// <param name="Profile">What it says of itself.</param>
/// <param name="Settings">What its owner chose.</param>
/// <param name="Enabled">False when an administrator has shut it; logins then fail as with a wrong password.</param>
/// <param name="Created">When it was made, by the calendar.</param>
/// <param name="Role">What it may do with the server.</param>
[GenerateSerializer, Immutable]
public sealed record AccountRecord(Uin Uin, Profile Profile, AccountSettings Settings, bool Enabled, DateTimeOffset Created,
    AdminRole Role = AdminRole.None);
