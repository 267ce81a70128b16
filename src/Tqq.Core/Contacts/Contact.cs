namespace Tqq.Core.Contacts;

/// <summary>The tie of an account to another one.</summary>
/// <param name="Other">The other account.</param>
/// <param name="IsFriend">Whether the other stands on this account's list.</param>
/// <param name="IsWatcher">Whether this account stands on the other's list, so that the other hears of its presence.</param>
/// <param name="IsUnconfirmed">Whether this side has stored the friendship, while the other has not said yet that it has, too.</param>
public readonly record struct Contact(Uin Other, bool IsFriend, bool IsWatcher, bool IsUnconfirmed = false);
