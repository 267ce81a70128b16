using System.Collections.Immutable;
using System.Reflection;

namespace Tqq.Server.Web;

/// <summary>What the admin API says of the server itself.</summary>
/// <param name="Data">The data directory.</param>
/// <param name="Started">When the server started.</param>
/// <param name="Listen">Where HTTP QQ is spoken, as it was asked for.</param>
/// <param name="Web">Where the web port is, as it was asked for.</param>
/// <param name="Calendar">Where stamps come from.</param>
public sealed record ServerFacts(string Data, DateTimeOffset Started, ImmutableArray<string> Listen, string Web, TimeProvider Calendar)
{
    /// <summary>The server's version.</summary>
    public static string Version { get; } = Assembly.GetExecutingAssembly()
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
