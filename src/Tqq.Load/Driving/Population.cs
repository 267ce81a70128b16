using Tqq.Load.Planning;

namespace Tqq.Load.Driving;

/// <summary>The accounts by index, ascending by number. Arrays, because there may be a million.</summary>
internal sealed class Population
{
    private readonly uint[] _uins;
    private readonly string?[] _keys;

    public Population(IEnumerable<LoadAccount> accounts)
    {
        Accounts = [.. accounts.OrderBy(account => account.Uin)];
        _uins = [.. Accounts.Select(account => account.Uin)];
        _keys = new string?[_uins.Length];
    }

    public IReadOnlyList<LoadAccount> Accounts { get; }

    public int Count => _uins.Length;

    public uint UinOf(int account) => _uins[account];

    public int IndexOf(uint uin) => Array.BinarySearch(_uins, uin);

    /// <summary>The session key; null where the session is known by its address.</summary>
    public string? KeyOf(int account) => _keys[account];

    public void Remember(int account, string? key) => _keys[account] = key;
}
