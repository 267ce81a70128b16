using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Addresses;

/// <summary>Whether a server can be reached, and in words why it cannot.</summary>
internal static class Reaching
{
    private static readonly TimeSpan s_patience = new TqqClientOptions().ConnectTimeout;

    private static readonly (string English, string Chinese)[] s_otherHttp =
    [
        ("it has no VER of 1.0, 1.1 or 1.2", "没有值为 1.0、1.1 或 1.2 的 VER"),
        ("its CMD is missing or no command of the protocol", "CMD 缺失或不是协议命令"),
        ("its SEQ is missing or too long", "SEQ 缺失或过长"),
        ("its UIN is missing or no number", "UIN 缺失或不是数字"),
        ("a field of the answer is missing or no number", "应答缺少字段，或字段不是数字"),
        ("its RES is missing or unknown", "RES 缺失或未知"),
        ("it is not understood", "无法理解"),
        ("its body is sent in chunks", "正文以分块方式发送"),
        ("it is too long", "应答过长"),
    ];

    /// <summary>Connects once, TLS included.</summary>
    /// <returns>The address that answered.</returns>
    /// <exception cref="CommandFailedException">It cannot be reached.</exception>
    public static async Task<IPEndPoint> FindAsync(ServerAddress server, X509Certificate2Collection? roots,
        CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, patience.Token);
            var found = (IPEndPoint)socket.RemoteEndPoint!;
            await (await ServerStream.OpenAsync(socket, server, roots, patience.Token)).DisposeAsync();
            return found.Address.IsIPv4MappedToIPv6 ? new(found.Address.MapToIPv4(), found.Port) : found;
        }
        catch (TqqException e) when (InWords(e) is { } words)
        {
            throw words;
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw e is SocketException why && IsNoHost(why) ? NoHost(server, "--server") : Nobody(server);
        }
    }

    /// <summary>What a user is told where there is no speaking to the server at all; null where it is something else.</summary>
    /// <param name="cause">What went wrong.</param>
    /// <param name="other">How another server is named.</param>
    public static CommandFailedException? InWords(TqqException cause, string other = "--server") => cause switch
    {
        ServerUnreachableException { InnerException: SocketException why } e when IsNoHost(why) => NoHost(e.Server, other),
        ServerUnreachableException { InnerException: HttpIOException } e => new(ExitCode.NoServer, Localized.Of(
            $"what is at {e.Server} takes connections and is no JSON API of Tqq: that is on the web port, 8080 by default; name another with {other}",
            $"{e.Server} 能连接，但不是 Tqq 的 JSON API：它在网页端口上，默认为 8080；请用 {other} 换一个")),
        ServerUnreachableException e => Nobody(e.Server, other),
        ForeignServerException e => new(ExitCode.NoServer, Localized.Of(
            $"{e.Server} is no HTTP QQ server: {English(e)}; name another with {other}",
                $"{e.Server} 不是 HTTP QQ 服务器：{Chinese(e)}；请用 {other} 换一个")),
        CertificateRejectedException e => new(ExitCode.NoServer, Localized.Of(
            $"the certificate of {e.Server} is not believed: {string.Join("; ", FaultsInEnglish(e))}",
                $"{e.Server} 的证书不可信：{string.Join("；", FaultsInChinese(e))}")),
        _ => null,
    };

    /// <summary>Nobody is there.</summary>
    public static CommandFailedException Nobody(ServerAddress server, string other = "--server") => new(ExitCode.NoServer, Localized.Of(
        $"no server answers at {server}: start one with '{Localized.Program} serve', or name another with {other}",
            $"{server} 没有服务器应答：请用 '{Localized.Program} serve' 启动，或用 {other} 换一个"));

    private static bool IsNoHost(SocketException e) =>
        e.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain;

    private static CommandFailedException NoHost(ServerAddress server, string other) => new(ExitCode.NoServer, Localized.Of(
        $"the name {server.Host} is not known here, so there is no address to connect to: name another server with {other}",
            $"无法解析主机名 {server.Host}，没有可连接的地址：请用 {other} 换一个服务器"));

    private static string English(ForeignServerException e) => e.Answer switch
    {
        ForeignAnswer.Nothing => "it takes connections and answers nothing",
        ForeignAnswer.HttpStatus =>
            $"an HTTP server answered {e.Detail}: this looks like the web port; HTTP QQ is at {ServerAddress.DefaultPort} by default",
        ForeignAnswer.OtherHttp => $"an HTTP server answered, but not as the protocol has it ({e.Detail})",
        ForeignAnswer.Tls => "it speaks TLS: its address begins with https://",
        ForeignAnswer.NoTls => "it does not speak TLS: its address begins with http://",
        ForeignAnswer.CutOff => "it takes connections and completes no reply",
        _ => $"it says \"{e.Detail}\"",
    };

    private static string Chinese(ForeignServerException e) => e.Answer switch
    {
        ForeignAnswer.Nothing => "能连接，但没有任何应答",
        ForeignAnswer.HttpStatus => $"HTTP 服务器返回 {e.Detail}：这可能是网页端口；HTTP QQ 默认端口为 {ServerAddress.DefaultPort}",
        ForeignAnswer.OtherHttp => $"HTTP 服务器的应答不符合协议（{OtherHttpInChinese(e.Detail)}）",
        ForeignAnswer.Tls => "它使用 TLS：地址应以 https:// 开头",
        ForeignAnswer.NoTls => "它不使用 TLS：地址应以 http:// 开头",
        ForeignAnswer.CutOff => "能连接，但没有一个完整的应答",
        _ => $"它回答“{e.Detail}”",
    };

    /// <summary>Why the answer of an HTTP server is no reply of the protocol, which the client says in English.</summary>
    internal static string OtherHttpInChinese(string english) =>
        s_otherHttp.FirstOrDefault(text => text.English == english).Chinese ?? english;

    private static IEnumerable<string> FaultsInEnglish(CertificateRejectedException e)
    {
        if (e.Problem.HasFlag(CertificateProblem.WrongName))
            yield return $"it is for {string.Join(", ", e.Names)}, not for {e.Server.Host}";
        if (e.Problem.HasFlag(CertificateProblem.WrongDate))
            yield return string.Create(CultureInfo.InvariantCulture,
                $"it is valid from {e.ValidFrom:yyyy-MM-dd} to {e.ValidUntil:yyyy-MM-dd} only, or its issuer's is not valid now");
        if (e.Problem.HasFlag(CertificateProblem.UnknownIssuer))
            yield return $"its issuer, {e.Issuer}, is not trusted here; --ca FILE names a certificate that vouches for it";
        if (e.Problem.HasFlag(CertificateProblem.Other))
            yield return "it was revoked, is missing or not meant for servers";
    }

    private static IEnumerable<string> FaultsInChinese(CertificateRejectedException e)
    {
        if (e.Problem.HasFlag(CertificateProblem.WrongName))
            yield return $"它属于 {string.Join("、", e.Names)}，而不是 {e.Server.Host}";
        if (e.Problem.HasFlag(CertificateProblem.WrongDate))
            yield return string.Create(CultureInfo.InvariantCulture,
                $"有效期为 {e.ValidFrom:yyyy-MM-dd} 至 {e.ValidUntil:yyyy-MM-dd}，或颁发者的证书已失效");
        if (e.Problem.HasFlag(CertificateProblem.UnknownIssuer))
            yield return $"颁发者 {e.Issuer} 不受信任；可用 --ca FILE 指定为它作保的证书";
        if (e.Problem.HasFlag(CertificateProblem.Other))
            yield return "证书已吊销、缺失或不能用于服务器";
    }
}
