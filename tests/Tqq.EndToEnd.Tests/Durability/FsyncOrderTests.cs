using System.Diagnostics;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Durability;

/// <summary>RES=0 to CLTMSG never precedes the disk: seen from outside, in the system calls of the real process.</summary>
public sealed class FsyncOrderTests
{
    [Fact]
    public async Task No_acknowledgement_leaves_before_the_fsync_that_covers_it()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/strace"))
            Assert.Skip("strace is not installed");
        using var directory = new TemporaryDirectory();
        await using var server = await RunningServer.StartAsync(directory.At("data"), "--rate-message", "off");
        var me = await server.AddOnlineAsync();
        var trace = directory.At("trace");
        using var strace =
            Process.Start(new ProcessStartInfo("strace",
            ["-f", "-ttt", "-y", "-s", "256", "-e", "trace=fdatasync,fsync,pwrite64,write,sendto,sendmsg", "-o", trace, "-p",
            $"{server.ProcessId}"]) { RedirectStandardError = true })!;
        if (await strace.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is not { } attached
            || !attached.Contains("attached", StringComparison.Ordinal))
            Assert.Skip("strace may not attach to processes here");
        for (var number = 0; number < 20; number++)
            Assert.Equal("0&", await me.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=number{number}."));
        await server.KillAsync();
        await strace.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(20, FsyncTrace.CheckAcknowledgements(await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public void A_trace_with_an_early_acknowledgement_is_found_out() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => FsyncTrace.CheckAcknowledgements(
    [
        "1 1.0 pwrite64(9</d/tqq.db-wal>, \"x\", 4096, 0) = 4096",
        "2 1.1 sendmsg(7<socket:[1]>, {msg_iov=[{iov_base=\"HTTP/1.1 200 OK CMD=CLTMSG&SEQ=1&UIN=1&RES=0&\"}]}, 0) = 9",
        "1 1.2 fdatasync(9</d/tqq.db-wal>) = 0",
    ]));
}
