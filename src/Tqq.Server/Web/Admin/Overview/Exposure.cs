using System.Collections.Immutable;

namespace Tqq.Server.Web.Admin.Overview;

/// <summary>Who may come to the server without TLS, beyond its own machine.</summary>
/// <param name="PlainWire">The ports of HTTP QQ that anybody may reach without TLS.</param>
/// <param name="PlainWeb">The web port, where anybody may reach it without TLS.</param>
public sealed record Exposure(ImmutableArray<int> PlainWire, int? PlainWeb);
