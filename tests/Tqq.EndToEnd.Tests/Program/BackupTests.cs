using System.Collections.Concurrent;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>`tqq backup` and `tqq restore`, with the real program.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private string Backup => _directory.At("backup");

    private Task<ProgramResult> RestoreAsync(params string[] more) =>
        TqqProgram.RunAsync(["restore", Backup, "--data", _directory.At("restored"), .. more]);

    [Fact]
    public async Task A_backup_under_a_storm_of_sends_holds_all_that_was_acknowledged_before_it_began()
    {
        uint receiver;
        HashSet<string> before;
        var acknowledged = new ConcurrentQueue<string>();
        await using (var server = await LocalServer.StartAsync(_directory.At("data"), "--rate-message", "off", "--rate-other", "off"))
        {
            receiver = (await server.AddPersonAsync()).Uin;
            var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.AddOnlineAsync()));
            var enough = new TaskCompletionSource();
            using var end = new CancellationTokenSource();
            var storm = people.Select(async person =>
            {
                for (var number = 0; !end.IsCancellationRequested; number++)
                {
                    if (await person.ResultAsync("CLTMSG", $"&UN={receiver}&MG={number}") == "0&")
                        acknowledged.Enqueue($"9 {person.Uin} {number} ");
                    if (acknowledged.Count > 200)
                        enough.TrySetResult();
                }
            }).ToArray();
            await enough.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            before = [.. acknowledged];
            var made = await TqqProgram.RunAsync(["backup", Backup, "--data", server.Data]);
            await end.CancelAsync();
            await Task.WhenAll(storm);
            Assert.Equal((0, ""), (made.ExitCode, made.Error));
            Assert.Matches(@"backup: 5 accounts, \d+ messages, verified", made.Output);
            Assert.Equal(4, (await TqqProgram.RunAsync(["backup", Backup, "--data", server.Data])).ExitCode);
            var inUse = await TqqProgram.RunAsync(["restore", Backup, "--data", server.Data, "--replace"]);
            Assert.Equal(1, inUse.ExitCode);
            Assert.Contains("another tqq server", Assert.Single(inUse.ErrorLines), StringComparison.Ordinal);
        }

        Assert.Contains("all sessions and API tokens have ended", (await RestoreAsync()).Output, StringComparison.Ordinal);
        Assert.Equal(4, (await RestoreAsync()).ExitCode);
        await using var restored = await LocalServer.StartAsync(_directory.At("restored"), "--rate-other", "off");
        using var password = await restored.AdminAsync(HttpMethod.Put, $"accounts/{receiver}/password", new { password = "new" });
        var me = new Person(restored, receiver, "new");
        await me.LoginAsync();
        var received = new List<string>();
        for (var items = await me.FetchAsync(); items.Length > 0; items = await me.FetchAsync())
            received.AddRange(items.Where(item => !item.StartsWith("9 10000 ", StringComparison.Ordinal)));
        Assert.Empty(before.Except(received));
        Assert.Empty(received.Except(acknowledged));
        Assert.Equal(received.Distinct(), received);
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_in_one_line_and_a_session_does_not_come_back()
    {
        Person me;
        await using (var server = await LocalServer.StartAsync(_directory.At("data")))
            me = await server.AddOnlineAsync();
        Assert.Equal(0, (await TqqProgram.RunAsync(["backup", Backup, "--data", _directory.At("data")])).ExitCode);

        var whole = await File.ReadAllBytesAsync(Backup, TestContext.Current.CancellationToken);
        var damaged = whole.ToArray();
        damaged[5000] ^= 4;
        await File.WriteAllBytesAsync(Backup, damaged, TestContext.Current.CancellationToken);
        var refused = await RestoreAsync();
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("of no use as a backup", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);

        await File.WriteAllBytesAsync(Backup, whole, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await RestoreAsync()).ExitCode);
        await using var restored = await LocalServer.StartAsync(_directory.At("restored"));
        me = new Person(restored, me.Uin, me.Password);
        Assert.Equal("20", await me.ResultAsync("GetMsgEx"));
        await me.LoginAsync();
        Assert.Empty(await me.FetchAsync());
    }
}
