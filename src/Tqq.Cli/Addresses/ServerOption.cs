using System.CommandLine;
using System.CommandLine.Parsing;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Client;
using Tqq.Server.Storage;

namespace Tqq.Cli.Addresses;

/// <summary>
/// `--server ADDRESS`, else `TQQ_SERVER`, and `--ca FILE`: which server a command speaks to, and whom it believes that it is the one.
/// </summary>
internal sealed class ServerOption
{
    private const string Variable = "TQQ_SERVER";
    private const string Usual = "127.0.0.1";

    private readonly Option<ServerAddress> _server = new("--server")
    {
        Description = Localized.Of(
            $"The server: [http[s]://]HOST[:PORT]; else {Variable}, else {Usual}. The port is {ServerAddress.DefaultPort}, with https {ServerAddress.DefaultTlsPort}, where none is given.",
            $"服务器：[http[s]://]主机[:端口]；默认取 {Variable}，否则为 {Usual}。未写端口时为 {ServerAddress.DefaultPort}，https 为 {ServerAddress.DefaultTlsPort}。"),
        HelpName = "ADDRESS",
        DefaultValueFactory = result =>
            Surroundings.Current.Variable(Variable) is { } variable ? Read(variable, Variable, result) : new(Usual),
        CustomParser = result => Read(result.Tokens[0].Value, "--server", result),
    };

    private readonly Option<string?> _ca = new("--ca")
    {
        Description =
            Localized.Of("A PEM file with the certificate that vouches for an https server, in place of those that the system trusts.",
            "为 https 服务器作保的证书（PEM 文件），代替系统信任的证书。"),
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Add(_server);
        command.Add(_ca);
    }

    /// <summary>Whether the command line itself names a server.</summary>
    public bool IsGivenIn(ParseResult parsed) => parsed.GetResult(_server) is { Implicit: false };

    public ServerAddress AddressIn(ParseResult parsed) => parsed.GetRequiredValue(_server);

    /// <summary>The certificates of `--ca`; null without it.</summary>
    /// <exception cref="CommandFailedException">The file cannot be read, or has none.</exception>
    public X509Certificate2Collection? RootsIn(ParseResult parsed)
    {
        if (parsed.GetValue(_ca) is not { } file)
            return null;
        try
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPem(SmallFile.ReadText(Surroundings.Current.FullPath(file)));
            return roots.Count > 0 ? roots : throw new CryptographicException();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            var why = e is CryptographicException
                ? Localized.Of("it has no certificate in PEM form", "其中没有 PEM 格式的证书")
                : FileWords.Why(e, file, FileUse.Read);
            throw new CommandFailedException(ExitCode.Usage,
                Localized.Of($"--ca '{file}' cannot be used: {why}", $"无法使用 --ca “{file}”：{why}"));
        }
    }

    private static ServerAddress Read(string text, string source, SymbolResult result)
    {
        if (ServerAddress.TryParse(text, out var address))
            return address;
        result.AddError(Localized.Of(
            $"{source} '{text}' must be http://HOST:PORT, https://HOST:PORT, HOST:PORT or HOST",
            $"{source} “{text}”应为 http://主机:端口、https://主机:端口、主机:端口 或 主机"));
        return new(Usual);
    }
}
