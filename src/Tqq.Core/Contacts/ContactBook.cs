using System.Collections.Immutable;

namespace Tqq.Core.Contacts;

/// <summary>All ties of one account: a sorted array, because a million of these may be in memory.</summary>
public sealed class ContactBook
{
    private Contact[] _contacts;
    private int _friends;

    /// <summary>A book with these ties, in any order.</summary>
    public ContactBook(IEnumerable<Contact> contacts)
    {
        _contacts = [.. contacts];
        Array.Sort(_contacts, static (one, other) => one.Other.CompareTo(other.Other));
        foreach (var contact in _contacts)
            _friends += contact.IsFriend ? 1 : 0;
    }

    /// <summary>How many friends there are.</summary>
    public int FriendCount => _friends;

    /// <summary>All ties, ascending.</summary>
    public ReadOnlySpan<Contact> All => _contacts;

    /// <summary>The friends, ascending.</summary>
    public ImmutableArray<Uin> Friends()
    {
        var friends = ImmutableArray.CreateBuilder<Uin>(_friends);
        foreach (var contact in _contacts)
            if (contact.IsFriend)
                friends.Add(contact.Other);
        return friends.MoveToImmutable();
    }

    /// <summary>The tie to one account; neither flag is set where there is none.</summary>
    public Contact this[Uin other] => Find(other) is >= 0 and var at ? _contacts[at] : new Contact(other, false, false);

    /// <summary>Sets the flags that are given and leaves the others.</summary>
    public void Set(Uin other, bool? isFriend, bool? isWatcher, bool? isUnconfirmed = null)
    {
        var before = this[other];
        var after = new Contact(other, isFriend ?? before.IsFriend, isWatcher ?? before.IsWatcher, isUnconfirmed ?? before.IsUnconfirmed);
        _friends += (after.IsFriend ? 1 : 0) - (before.IsFriend ? 1 : 0);
        var at = Find(other);
        var tied = after.IsFriend || after.IsWatcher;
        _contacts = (at >= 0, tied) switch
        {
            (true, true) => [.. _contacts[..at], after, .. _contacts[(at + 1)..]],
            (true, false) => [.. _contacts[..at], .. _contacts[(at + 1)..]],
            (false, true) => [.. _contacts[..~at], after, .. _contacts[~at..]],
            (false, false) => _contacts,
        };
    }

    // The place of the tie, or the complement of the place where it would stand.
    private int Find(Uin other) => All.BinarySearch<Contact, TieTo>(new(other));

    // No comparer and no delegate: a search costs no memory.
    private readonly struct TieTo(Uin other) : IComparable<Contact>
    {
        public int CompareTo(Contact tie) => other.CompareTo(tie.Other);
    }
}
