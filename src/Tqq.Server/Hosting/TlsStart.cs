using Tqq.Server.Hosting.Settings;
using Tqq.Server.Hosting.Tls;

namespace Tqq.Server.Hosting;

/// <summary>Looks whether TLS can begin before anything else is touched.</summary>
internal static class TlsStart
{
    /// <param name="options">The settings.</param>
    /// <param name="time">Where time comes from.</param>
    /// <param name="warn">Is told, in a line, that every user of the machine can read the key.</param>
    /// <exception cref="ServerStartException">It cannot, or a certificate is named that nobody would see; the text says why.</exception>
    public static void Check(TqqServerOptions options, TimeProvider time, Action<string> warn)
    {
        var isWanted = options.Listen.Append(options.Web).Any(endpoint => endpoint.IsTls);
        if (!isWanted && (options.TlsCertificate ?? options.TlsKey) is not null)
            throw new ServerStartException(
                "--tls-cert and --tls-key are named, but no endpoint of --listen or --web begins with tls://, so nobody would speak TLS");
        if (!isWanted)
            return;
        if (options is not { TlsCertificate: { } certificate, TlsKey: { } key })
            throw new ServerStartException("a tls:// endpoint needs --tls-cert FILE.pem and --tls-key FILE.pem");
        try
        {
            var files = new TlsFiles(certificate, key);
            files.Load(files.Read(), time.GetUtcNow());
            if (files.IsKeyOpen)
                warn($"warning: every user of this machine can read the TLS key {key}; chmod 600 '{key}' closes it");
        }
        catch (InvalidDataException e)
        {
            throw new ServerStartException(e.Message, e);
        }
    }
}
