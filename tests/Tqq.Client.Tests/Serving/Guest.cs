using Microsoft.Extensions.Logging;

namespace Tqq.Client.Tests.Serving;

/// <summary>Signs somebody in whose waits are over at once.</summary>
internal static class Guest
{
    public const string Password = "apple-pie";

    public static TqqClientOptions Options(StubServer server, ILoggerFactory? log = null)
    {
        var options = new TqqClientOptions
        {
            Uin = 10001,
            Password = Password,
            Server = server.Uri,
            SignOutTimeout = TimeSpan.FromMinutes(1),
            ConnectTimeout = TimeSpan.FromMinutes(1),
            FirstByteTimeout = TimeSpan.FromMinutes(1),
            TimeProvider = new HurriedTime(TimeSpan.FromSeconds(25)),
        };
        options.LoggerFactory = log ?? options.LoggerFactory;
        return options;
    }

    public static Task<TqqClient> SignInAsync(StubServer server) =>
        TqqClient.SignInAsync(Options(server), TestContext.Current.CancellationToken);
}
