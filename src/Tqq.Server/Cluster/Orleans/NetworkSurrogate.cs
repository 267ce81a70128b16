using System.Net;

namespace Tqq.Server.Cluster.Orleans;

/// <summary>How Orleans carries a network, which it does not know of itself.</summary>
[GenerateSerializer]
internal struct NetworkSurrogate
{
    /// <summary>The first address.</summary>
    [Id(0)]
    public IPAddress BaseAddress;

    /// <summary>How many bits all its addresses share.</summary>
    [Id(1)]
    public int PrefixLength;
}

/// <summary>To and from <see cref="NetworkSurrogate"/>.</summary>
[RegisterConverter]
internal sealed class NetworkConverter : IConverter<IPNetwork, NetworkSurrogate>
{
    public IPNetwork ConvertFromSurrogate(in NetworkSurrogate surrogate) => new(surrogate.BaseAddress, surrogate.PrefixLength);

    public NetworkSurrogate ConvertToSurrogate(in IPNetwork value) =>
        new() { BaseAddress = value.BaseAddress, PrefixLength = value.PrefixLength };
}
