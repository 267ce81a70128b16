using System.Net;

namespace Tqq.Server.Wire.Doors;

/// <summary>Where the client of a connection is, as the door has found it.</summary>
/// <param name="Value">Its address; IPv4 as such.</param>
internal sealed record ClientAddress(IPAddress Value);
