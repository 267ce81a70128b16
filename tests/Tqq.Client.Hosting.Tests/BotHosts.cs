using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Hosting.Tests;

/// <summary>Hosts before servers of the test, on a clock that hurries.</summary>
internal static class BotHosts
{
    public static HostApplicationBuilder Builder(params (string Name, StubServer Server)[] accounts)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(new HurriedTime(TimeSpan.FromSeconds(25)));
        foreach (var (name, server) in accounts)
            builder.Services.AddTqqClient(name, options =>
            {
                (options.Uin, options.Password, options.Server) = (10001, Guest.Password, server.Uri);
                options.SignOutTimeout = options.ConnectTimeout = options.FirstByteTimeout = TimeSpan.FromMinutes(1);
            });
        return builder;
    }
}
