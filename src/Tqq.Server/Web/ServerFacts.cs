using System.Collections.Immutable;
using System.Reflection;

namespace Tqq.Server.Web;

/// <summary>What the admin API says of the server itself.</summary>
/// <param name="Data">The data directory.</param>
/// <param name="Started">When the server started.</param>
/// <param name="Listen">Where HTTP QQ is spoken, as it was asked for.</param>
/// <param name="Web">Where the web port is, as it was asked for.</param>
/// <param name="Calendar">Where stamps come from.</param>
/// <param name="Program">How commands are begun where the server runs, such as `./tqq`.</param>
public sealed record ServerFacts(
    string Data, DateTimeOffset Started, ImmutableArray<string> Listen, string Web, TimeProvider Calendar,
    string Program = ServerFacts.UsualProgram)
{
    /// <summary>How commands are begun where nothing else is known.</summary>
    public const string UsualProgram = "tqq";

    /// <summary>How commands are begun; null where it is as usual, and needs no word.</summary>
    public string? OtherProgram => Program == UsualProgram ? null : Program;

    /// <summary>The server's version.</summary>
    public static string Version { get; } = Assembly.GetExecutingAssembly()
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
