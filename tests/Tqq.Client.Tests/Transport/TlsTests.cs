using System.Security.Cryptography.X509Certificates;
using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Tests.Transport;

/// <summary>`https`: who is believed, and what is said of a certificate that is not.</summary>
public sealed class TlsTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static TqqClientOptions Trusting(StubServer server, X509Certificate2Collection? roots)
    {
        var options = Guest.Options(server);
        options.TrustedRoots = roots;
        return options;
    }

    private static Task<CertificateRejectedException> RejectedAsync(StubServer server, X509Certificate2Collection? roots) =>
        Assert.ThrowsAsync<CertificateRejectedException>(() => TqqClient.SignInAsync(Trusting(server, roots), Now));

    [Fact]
    public async Task An_https_server_whose_issuer_is_trusted_is_spoken_to()
    {
        using var authority = new StubAuthority();
        await using var server = new StubServer(StubReply.Friendly, authority.Issue());
        await using var client = await TqqClient.SignInAsync(Trusting(server, authority.Roots), Now);
        await client.SendAsync(10002, "hi", null, Now);
        Assert.Equal(["LOGIN", "CLTMSG"], server.Requests.Select(request => request.Command));
        Assert.Equal(1, server.Requests.Last().Connection);
    }

    [Fact]
    public async Task An_unknown_issuer_is_named()
    {
        using var authority = new StubAuthority();
        await using var server = new StubServer(StubReply.Friendly, authority.Issue());
        var rejected = await RejectedAsync(server, null);
        Assert.Equal((CertificateProblem.UnknownIssuer, "Stub Authority"), (rejected.Problem, rejected.Issuer));
        Assert.Contains("its issuer, Stub Authority, is not trusted here", rejected.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_wrong_name_is_said_with_the_names_that_are_right()
    {
        using var authority = new StubAuthority();
        await using var server = new StubServer(StubReply.Friendly, authority.Issue("qq.example"));
        var rejected = await RejectedAsync(server, authority.Roots);
        Assert.Equal(CertificateProblem.WrongName, rejected.Problem);
        Assert.Contains("it is for qq.example, not for 127.0.0.1", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_date_that_is_over_is_said()
    {
        using var authority = new StubAuthority();
        var until = DateTimeOffset.UtcNow.AddDays(-2);
        await using var server = new StubServer(StubReply.Friendly, authority.Issue(until: until));
        var rejected = await RejectedAsync(server, authority.Roots);
        Assert.Equal(CertificateProblem.WrongDate, rejected.Problem);
        Assert.Contains($"to {until:yyyy-MM-dd}", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_tls_is_said_where_the_address_is_https()
    {
        await using var server = new BytesServer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        var options = new TqqClientOptions { Uin = 10001, Password = Guest.Password, Server = new($"https://{server.Address.Authority}") };
        Assert.Equal(ForeignAnswer.NoTls,
            (await Assert.ThrowsAsync<ForeignServerException>(() => TqqClient.SignInAsync(options, Now))).Answer);
    }
}
