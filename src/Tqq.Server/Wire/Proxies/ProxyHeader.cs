using System.Net;

namespace Tqq.Server.Wire.Proxies;

/// <summary>What a PROXY header says.</summary>
/// <param name="Source">Where the proxy's own client is; null where it says nothing of one (LOCAL, UNKNOWN), as a health check does.</param>
public readonly record struct ProxyHeader(IPEndPoint? Source);
