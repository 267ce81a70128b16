using Microsoft.Extensions.Hosting;

namespace Tqq.Client.Hosting.Tests;

/// <summary>A bot over the JSON API needs a place of its own; one that only sends does not.</summary>
public sealed class OverApiTests
{
    private static IHost Host()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddTqqClient(options => (options.Uin, options.Password, options.Api) = (10001, "x", new("http://127.0.0.1:1")));
        return builder.Build();
    }

    [Fact]
    public async Task A_bot_for_which_nobody_keeps_a_place_does_not_start_and_says_how_one_is_kept()
    {
        using var host = Host();
        host.MapBot(_ => Task.CompletedTask);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains("new FilePositions(path)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_only_sends_starts_without_a_place()
    {
        using var host = Host();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
