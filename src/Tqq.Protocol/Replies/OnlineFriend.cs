namespace Tqq.Protocol.Replies;

/// <summary>A friend online, one place in the parallel lists of Query_Stat (protocol.md §5.3).</summary>
/// <param name="Avatar">`FC`: the avatar id.</param>
/// <param name="Status">`ST`: 10 or 30.</param>
/// <param name="Uin">`UN`: the number.</param>
/// <param name="Nick">`NK`: the nickname.</param>
public readonly record struct OnlineFriend(uint Avatar, uint Status, uint Uin, string Nick);
