using System.Net;
using Tqq.Server.Hosting.Settings;
using Tqq.Server.Storage;
using Tqq.Server.Web;

namespace Tqq.Server.Hosting;

/// <summary>Looks whether metrics can be given out as the settings say, before anything else is touched.</summary>
internal static class MetricsStart
{
    private const int Shortest = 16;

    /// <param name="options">The settings.</param>
    /// <param name="warn">Is told, in a line, who can read more than he should.</param>
    /// <returns>What opens `/metrics` on the web port.</returns>
    /// <exception cref="ServerStartException">The token cannot be used; the text says why.</exception>
    public static MetricsAccess Check(TqqServerOptions options, Action<string> warn)
    {
        if (options.MetricsListen is { } listen && !IPAddress.IsLoopback(listen.Address.Address))
            warn($"warning: whoever reaches {listen} can read the metrics of this server; they name nobody, but say how many there are");
        if (options.MetricsToken is not { } path)
            return MetricsAccess.For(null);
        var token = Read(path).Trim();
        if (token.Length < Shortest || token.Any(c => c is <= ' ' or > '~'))
            throw new ServerStartException(
                $"the token in {path} must have {Shortest} characters or more, printable ASCII without spaces: openssl rand -hex 32 makes one");
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherRead))
            warn($"warning: every user of this machine can read the token {path}; chmod 600 '{path}' closes it");
        return MetricsAccess.For(token);
    }

    private static string Read(string path)
    {
        try
        {
            return SmallFile.ReadText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ServerStartException(
                $"--metrics-token {path} cannot be read: {FileFaults.Why(e, Path.GetFullPath(path), FileUse.Read)}", e);
        }
    }
}
