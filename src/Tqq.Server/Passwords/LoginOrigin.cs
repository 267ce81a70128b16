using System.Net;

namespace Tqq.Server.Passwords;

/// <summary>Where a login comes from, so that those who wait take turns.</summary>
/// <param name="Address">Its address, or what counts as one.</param>
/// <param name="IsUsual">Whether the account has been logged in from there lately: those wait among themselves.</param>
public readonly record struct LoginOrigin(IPAddress Address, bool IsUsual);
