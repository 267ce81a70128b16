using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Tqq.Core;
using Tqq.Core.Devices;
using Tqq.Core.Limits;
using Tqq.Core.Rules;

namespace Tqq.Server.Web.Api.Events;

/// <summary>The places of open streams: of an account, of an address (IPv6: of a /64), and in all.</summary>
internal sealed class StreamPlaces
{
    private readonly InForce<ApiOptions> _options;
    private readonly Lock _lock = new();
    private readonly Dictionary<Uin, int> _ofAccount = [];
    private readonly Dictionary<IPAddress, int> _ofAddress = [];
    private readonly int[] _ofKind = new int[Enum.GetValues<DeviceKind>().Max(kind => (int)kind) + 1];
    private int _all;

    /// <summary>None is taken.</summary>
    /// <param name="options">How many there are.</param>
    /// <param name="figures">Where it is shown how many are taken.</param>
    public StreamPlaces(InForce<ApiOptions> options, WebFigures figures)
    {
        _options = options;
        figures.WatchStreams(CountOf);
    }

    /// <summary>How many are taken.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _all;
        }
    }

    /// <summary>How many are taken by device sessions of a kind.</summary>
    public int CountOf(DeviceKind kind) => Volatile.Read(ref _ofKind[(int)kind]);

    /// <summary>Takes a place.</summary>
    /// <returns>Null where it is taken; otherwise which limit is reached, in words.</returns>
    public string? Take(Uin account, DeviceKind kind, IPAddress address)
    {
        var (block, limits) = (AddressBlock.Of(address), _options.Now);
        lock (_lock)
        {
            if (_all >= limits.Streams)
                return Words("in all", limits.Streams);
            if (_ofAccount.GetValueOrDefault(account) >= limits.StreamsPerAccount)
                return Words("of this account", limits.StreamsPerAccount);
            if (_ofAddress.GetValueOrDefault(block) >= limits.StreamsPerAddress)
                return Words("of this address", limits.StreamsPerAddress);
            CollectionsMarshal.GetValueRefOrAddDefault(_ofAccount, account, out _)++;
            CollectionsMarshal.GetValueRefOrAddDefault(_ofAddress, block, out _)++;
            (_all, _ofKind[(int)kind]) = (_all + 1, _ofKind[(int)kind] + 1);
            return null;
        }
    }

    /// <summary>Gives one back.</summary>
    public void GiveBack(Uin account, DeviceKind kind, IPAddress address)
    {
        lock (_lock)
        {
            (_all, _ofKind[(int)kind]) = (_all - 1, _ofKind[(int)kind] - 1);
            GiveBack(_ofAccount, account);
            GiveBack(_ofAddress, AddressBlock.Of(address));
        }
    }

    private static void GiveBack<T>(Dictionary<T, int> taken, T key)
        where T : notnull
    {
        if (--CollectionsMarshal.GetValueRefOrNullRef(taken, key) == 0)
            taken.Remove(key);
    }

    private static string Words(string whose, int most) =>
        string.Create(CultureInfo.InvariantCulture, $"there are {most} streams {whose}, as many as may be: close one first");
}
