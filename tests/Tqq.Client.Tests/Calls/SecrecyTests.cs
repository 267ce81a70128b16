using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Tests.Calls;

/// <summary>Passwords, their MD5 and keys appear in no log line and no exception, whatever goes wrong.</summary>
public sealed class SecrecyTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("cut")]
    [InlineData("3")]
    [InlineData("20")]
    [InlineData("wrong")]
    [InlineData("echo")]
    public async Task Whatever_goes_wrong(string trouble)
    {
        var log = new FakeLogCollector();
        using var factory = LoggerFactory.Create(builder =>
            builder.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(log)));
        var logins = 0;
        await using var server = new StubServer(request =>
            request.Command == "LOGIN" && ++logins == 1 ? StubReply.Friendly(request) : trouble switch
        {
            "null" => StubReply.Null,
            "cut" => StubReply.Friendly(request).CutAt(20),
            "wrong" when request.Command == "LOGIN" => StubReply.To(request, 0, "&RS=1&RA=no"),
            "echo" => StubReply.Body(request.Body),
            "3" => StubReply.To(request, 3),
            _ => StubReply.To(request, 20),
        });
        await using var client = await TqqClient.SignInAsync(Guest.Options(server, factory), TestContext.Current.CancellationToken);
        var key = client.SessionKey!;
        var thrown = await Record.ExceptionAsync(() => client.SendAsync(10002, "between us", null, TestContext.Current.CancellationToken));

        var said = string.Join('\n', log.GetSnapshot().Select(line => $"{line.Message} {line.Exception}")) + thrown + client
            + Guest.Options(server);
        Assert.NotNull(thrown);
        Assert.Contains("10001", said, StringComparison.Ordinal);
        foreach (var secret in new[] { Guest.Password, TqqClientOptions.Md5Of(Guest.Password), key, "between us" })
            Assert.DoesNotContain(secret, said, StringComparison.OrdinalIgnoreCase);
    }
}
