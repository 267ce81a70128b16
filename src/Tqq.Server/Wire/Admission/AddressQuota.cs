using System.Net;
using Tqq.Core.Limits;

namespace Tqq.Server.Wire.Admission;

/// <summary>Counts what there may be only so many of, in all, and for one address (see <see cref="AddressBlock"/>).</summary>
/// <param name="most">How many in all.</param>
/// <param name="mostOfAddress">How many of one address.</param>
internal sealed class AddressQuota(int most, int mostOfAddress)
{
    private readonly Dictionary<IPAddress, int> _byAddress = [];
    private readonly Lock _lock = new();
    private int _all;

    /// <summary>How many are taken now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _all;
        }
    }

    /// <summary>Takes a place; false where there is none left, for this address or at all.</summary>
    /// <param name="address">Whose.</param>
    /// <param name="isOfMany">Whether many clients have that address, so that it has no limit of its own.</param>
    public bool TryTake(IPAddress address, bool isOfMany = false)
    {
        var block = AddressBlock.Of(address);
        lock (_lock)
        {
            var taken = _byAddress.GetValueOrDefault(block);
            if ((!isOfMany && taken >= mostOfAddress) || _all >= most)
                return false;
            _byAddress[block] = taken + 1;
            _all++;
            return true;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void GiveBack(IPAddress address)
    {
        var block = AddressBlock.Of(address);
        lock (_lock)
        {
            _all--;
            if (--_byAddress[block] == 0)
                _byAddress.Remove(block);
        }
    }
}
