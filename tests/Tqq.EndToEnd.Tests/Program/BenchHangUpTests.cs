using System.Net;
using System.Net.Sockets;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>What a signal leaves of `tqq bench`.</summary>
public sealed class BenchHangUpTests
{
    [Theory]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    public async Task A_bench_whose_terminal_closes_deletes_the_accounts_that_it_made(string signal)
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no such signals");
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"));
        // It takes connections and says nothing: when the first one is there, all accounts are made.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var process = TqqProgram.Start(["bench", "--server", $"{silent.LocalEndpoint}", "--data", server.Data, "--make-accounts", "5",
            "--timeout", "1"]);
        try
        {
            using var connection = await silent.AcceptSocketAsync(TestContext.Current.CancellationToken);
            Assert.Contains("tqq bench", await ListAsync(server), StringComparison.Ordinal);
            await DotnetProgram.RunAsync("sh", ["-c", $"kill -{signal} {process.Id}"]);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain("tqq bench", await ListAsync(server), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
        }
    }

    private static async Task<string> ListAsync(TestServer server) =>
        (await TqqProgram.RunAsync(["account", "list", "--data", server.Data])).Output;
}
