namespace Tqq.Client;

/// <summary>A friend who is online (Query_Stat, protocol.md §5.3).</summary>
/// <param name="Uin">`UN`: the number.</param>
/// <param name="Nick">`NK`: the nickname, in the friend's own words.</param>
/// <param name="Status">`ST`: online or busy.</param>
/// <param name="Avatar">`FC`: the avatar id; the picture's number is a third of it plus one.</param>
public sealed record FriendOnline(uint Uin, string Nick, UserStatus Status, uint Avatar);
