namespace Tqq.Server.Hosting.Settings;

/// <summary>
/// One setting: it has one name, on the command line (`--name`), in the environment (`TQQ_NAME`) and in the file (`"name"`).
/// </summary>
/// <param name="Name">Its name, in kebab case.</param>
/// <param name="Default">Its default, as one would write it.</param>
/// <param name="Allowed">What may be written, in words.</param>
/// <param name="Help">What it is for.</param>
/// <param name="Apply">Puts a value into the options; throws <see cref="FormatException"/> where the value is not allowed.</param>
public sealed record Setting(string Name, string Default, string Allowed, string Help, Func<TqqServerOptions, string,
    TqqServerOptions> Apply)
{
    /// <summary>Whether it can change while the server runs (SIGHUP); otherwise a restart is needed.</summary>
    public bool CanChange { get; init; }

    /// <summary>Whether it is true or false, so that a flag without a value says true.</summary>
    public bool IsSwitch => Default is "true" or "false";

    /// <summary>Its name in the environment.</summary>
    public string EnvironmentName => EnvironmentPrefix + Name.Replace('-', '_').ToUpperInvariant();

    internal const string EnvironmentPrefix = "TQQ_";
}
