using System.Collections.Immutable;
using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Tqq.Client;

/// <summary>What answered in place of an HTTP QQ server.</summary>
public enum ForeignAnswer
{
    /// <summary>Nothing: connections are taken and no byte comes.</summary>
    Nothing,

    /// <summary>An HTTP server with a status other than 200; the detail is the status.</summary>
    HttpStatus,

    /// <summary>An HTTP server whose replies are not those of the protocol; the detail says why.</summary>
    OtherHttp,

    /// <summary>A server that speaks TLS, where the address says `http`.</summary>
    Tls,

    /// <summary>A server that does not speak TLS, where the address says `https`.</summary>
    NoTls,

    /// <summary>Something that is not HTTP; the detail is how it begins.</summary>
    NoHttp,

    /// <summary>Connections are taken, and each ends, or says no more, before a reply is complete.</summary>
    CutOff,
}

/// <summary>
/// What is at the address is no HTTP QQ server: it has not answered a single request of this client as the protocol has it.
/// </summary>
public sealed class ForeignServerException : TqqException
{
    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="server">The address.</param>
    /// <param name="answer">What answered.</param>
    /// <param name="detail">More of it, as <see cref="ForeignAnswer"/> says; printable ASCII.</param>
    /// <param name="cause">What was thrown, if anything.</param>
    public ForeignServerException(ServerAddress server, ForeignAnswer answer, string detail, Exception? cause = null)
        : base($"{server} is no HTTP QQ server: {Words(answer, detail)}.", cause) => (Server, Answer, Detail) = (server, answer, detail);

    /// <summary>The address.</summary>
    public ServerAddress Server { get; }

    /// <summary>What answered.</summary>
    public ForeignAnswer Answer { get; }

    /// <summary>More of it, as <see cref="ForeignAnswer"/> says; printable ASCII.</summary>
    public string Detail { get; }

    private static string Words(ForeignAnswer answer, string detail) => answer switch
    {
        ForeignAnswer.Nothing => "it takes connections and answers nothing",
        ForeignAnswer.HttpStatus =>
            $"an HTTP server answered {detail}: this looks like the web port; HTTP QQ is at {ServerAddress.DefaultPort} by default",
        ForeignAnswer.OtherHttp => $"an HTTP server answered, but not with a reply of the protocol ({detail})",
        ForeignAnswer.Tls => "it speaks TLS: the address is https://",
        ForeignAnswer.NoTls => "it does not speak TLS: the address is http://",
        ForeignAnswer.CutOff => "it takes connections and completes no reply",
        _ => $"what it says is no HTTP (\"{detail}\")",
    };
}

/// <summary>
/// No connection, or none that lasts long enough for a reply, within the <see cref="TqqClientOptions.RetryBudget"/>. Whether a request was
/// carried out is not known, but a text was not sent: see <see cref="InDoubtException"/>.
/// </summary>
public sealed class ServerUnreachableException : TqqException
{
    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="server">The server.</param>
    /// <param name="what">What is wrong with it: "cannot be reached", for instance.</param>
    /// <param name="cause">What was thrown, if anything.</param>
    public ServerUnreachableException(ServerAddress server, string what, Exception? cause)
        : base($"{server} {what}{(cause is null ? "" : $": {cause.Message}")}", cause) => Server = server;

    /// <summary>The server.</summary>
    public ServerAddress Server { get; }
}

/// <summary>What may be wrong with a server's certificate; several of it at once.</summary>
[Flags]
public enum CertificateProblem
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It is made out to other names than the one in the address.</summary>
    WrongName = 1,

    /// <summary>It, or one that vouches for it, is not valid now.</summary>
    WrongDate = 2,

    /// <summary>Nobody who is trusted vouches for it.</summary>
    UnknownIssuer = 4,

    /// <summary>Something else, such as a revoked certificate or none at all.</summary>
    Other = 8,
}

/// <summary>The server could not prove that it is the one that was named: nothing was said to it.</summary>
public sealed class CertificateRejectedException : TqqException
{
    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="server">The address.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="message">The same in words.</param>
    public CertificateRejectedException(ServerAddress server, CertificateProblem problem, string message)
        : base(message) => (Server, Problem) = (server, problem);

    /// <summary>The address.</summary>
    public ServerAddress Server { get; }

    /// <summary>What is wrong.</summary>
    public CertificateProblem Problem { get; }

    /// <summary>The names that the certificate is made out to: DNS names and IP addresses.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Who issued the certificate; empty where there is none.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>From when the certificate is valid, in UTC.</summary>
    public DateTimeOffset ValidFrom { get; init; }

    /// <summary>Until when the certificate is valid, in UTC.</summary>
    public DateTimeOffset ValidUntil { get; init; }

    internal static CertificateRejectedException Because(ServerAddress server, X509Certificate2? certificate, X509Chain? chain,
        SslPolicyErrors errors)
    {
        if (certificate is null)
            return new(server, CertificateProblem.Other, $"{server} shows no certificate.");
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status)
            ?? X509ChainStatusFlags.NoError;
        const X509ChainStatusFlags Issuers = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain,
            Dates = X509ChainStatusFlags.NotTimeValid;
        var problem = (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? CertificateProblem.WrongName : 0)
            | ((status & Dates) != 0 ? CertificateProblem.WrongDate : 0)
            | ((status & Issuers) != 0 ? CertificateProblem.UnknownIssuer : 0)
            | ((status & ~(Issuers | Dates)) != 0 ? CertificateProblem.Other : 0);
        if (problem == CertificateProblem.None)
            problem = CertificateProblem.Other;
        var (names, issuer) = (NamesOf(certificate), certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true));
        DateTimeOffset from = certificate.NotBefore.ToUniversalTime(), until = certificate.NotAfter.ToUniversalTime();
        List<string> faults = [];
        if (problem.HasFlag(CertificateProblem.WrongName))
            faults.Add($"it is for {string.Join(", ", names)}, not for {server.Host}");
        if (problem.HasFlag(CertificateProblem.WrongDate))
            faults.Add(string.Create(CultureInfo.InvariantCulture,
                $"it is valid from {from:yyyy-MM-dd} to {until:yyyy-MM-dd} (or its issuer's is not valid now)"));
        if (problem.HasFlag(CertificateProblem.UnknownIssuer))
            faults.Add($"its issuer, {issuer}, is not trusted here");
        if (problem.HasFlag(CertificateProblem.Other))
            faults.Add("it was revoked, is missing or not meant for servers");
        return new(server, problem, $"The certificate of {server} is not believed: {string.Join("; ", faults)}.") { Names = names,
            Issuer = issuer, ValidFrom = from, ValidUntil = until };
    }

    private static ImmutableArray<string> NamesOf(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } names
            ? [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(address => address.ToString())]
            : [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)];
}
