using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tqq.Server.Hosting;

namespace Tqq.Server.Tests.Hosting;

/// <summary>Whatever ends the server but being asked to is a failure, and is told.</summary>
public sealed class HostEndTests
{
    [Fact]
    public async Task A_background_service_that_fails_is_named_as_the_end_of_the_server()
    {
        using var host = Build<Failing>();
        await host.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal("mine", (await HostEnd.WaitAsync(host, TestContext.Current.CancellationToken))?.Message);
    }

    [Fact]
    public async Task A_stop_that_was_asked_for_is_no_failure()
    {
        using var host = Build<Patient>();
        await host.StartAsync(TestContext.Current.CancellationToken);
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.Null(await HostEnd.WaitAsync(host, TestContext.Current.CancellationToken));
    }

    private static IHost Build<T>()
        where T : BackgroundService
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHostedService<T>();
        return builder.Build();
    }

    private sealed class Failing : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("mine");
        }
    }

    private sealed class Patient : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Delay(Timeout.Infinite, stoppingToken);
    }
}
