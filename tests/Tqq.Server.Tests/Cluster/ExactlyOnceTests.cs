using System.Net;
using Tqq.Core;
using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Cluster;

/// <summary>A text with a key comes once, whatever becomes of connections, sessions, the server and its store (protocol.md §4).</summary>
public sealed class ExactlyOnceTests : IDisposable
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly Uin Cai = new(10003);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly JumpingTime _time = new();

    private string File => Path.Combine(_directory.FullName, "tqq.db");

    public void Dispose() => _directory.Delete(recursive: true);

    private static Task<Answer> SendAsync(ClusterHost host, Uin from, Uin to, string text, string key, IPAddress? at = null) =>
        host.AskAsync(from, new Operation.SendText(to, text, text.Length, key), at);

    private async Task<ClusterHost> StartAsync(bool isFirst = false)
    {
        var host = await ClusterHost.StartAsync(File, _time);
        if (!isFirst)
            return host;
        await host.AddAsync(Anna);
        await host.AddAsync(Bao);
        await host.AddAsync(Cai, refusesStrangers: true);
        await host.LoginAsync(Anna);
        return host;
    }

    [Fact]
    public async Task A_text_that_is_repeated_on_another_connection_after_a_login_and_after_a_restart_comes_once()
    {
        await using (var host = await StartAsync(isFirst: true))
        {
            Assert.IsType<Answer.Done>(await SendAsync(host, Anna, Bao, "hi", "k"));
            Assert.IsType<Answer.Done>(await SendAsync(host, Anna, Bao, "hi", "k"));
            await host.LoginAsync(Anna);
            Assert.IsType<Answer.Done>(await SendAsync(host, Anna, Bao, "hi", "k"));
        }

        await using (var host = await StartAsync())
        {
            await host.LoginAsync(Anna);
            Assert.IsType<Answer.Done>(await SendAsync(host, Anna, Bao, "hi", "k"));
            Assert.IsType<Answer.KeyReused>(await SendAsync(host, Anna, Bao, "other", "k"));
            await host.LoginAsync(Bao);
            Assert.Equal(["hi"], await host.FetchAsync(Bao));
            Assert.Empty(await host.FetchAsync(Bao));
            Assert.IsType<Answer.Done>(await SendAsync(host, Anna, Bao, "hi", "k"));
            Assert.Empty(await host.FetchAsync(Bao));
        }
    }

    [Fact]
    public async Task A_text_that_settings_keep_out_leaves_a_key_that_a_restart_does_not_forget()
    {
        await using (var host = await StartAsync(isFirst: true))
            Assert.IsType<Answer.Done>(await SendAsync(host, Anna, Cai, "spam", "k"));
        await using (var host = await StartAsync())
        {
            await host.LoginAsync(Anna);
            Assert.IsType<Answer.Done>(await SendAsync(host, Anna, Cai, "spam", "k"));
            Assert.IsType<Answer.KeyReused>(await SendAsync(host, Anna, Cai, "spam, put otherwise", "k"));
            Assert.IsType<Answer.Done>(await SendAsync(host, Anna, Bao, "to somebody else", "k"));
            await host.LoginAsync(Cai);
            Assert.Empty(await host.FetchAsync(Cai));
        }
    }

    [Fact]
    public async Task A_key_that_is_a_day_old_is_swept_and_free_again()
    {
        await using (var host = await StartAsync(isFirst: true))
            await SendAsync(host, Anna, Bao, "hi", "k");
        _time.Pass(TimeSpan.FromHours(24));
        await using (var store = SqliteStore.Open(File))
        {
            // Every account that comes into memory gives its keys another day, until they are swept.
            Assert.Single((await store.LoadAsync(Bao, TestContext.Current.CancellationToken))!.TextKeys);
            Assert.Equal(1, (await store.SweepTextKeysAsync(_time.GetUtcNow() - TimeSpan.FromHours(23), 0, 100)).Removed);
        }

        await using (var host = await StartAsync())
        {
            await host.LoginAsync(Anna);
            Assert.IsType<Answer.Done>(await SendAsync(host, Anna, Bao, "again", "k"));
            await host.LoginAsync(Bao);
            Assert.Equal(["hi", "again"], await host.FetchAsync(Bao));
        }
    }

    [Fact]
    public async Task An_account_that_left_memory_comes_back_with_its_keys_although_the_calendar_was_set()
    {
        await using var host = await StartAsync(isFirst: true);
        await SendAsync(host, Anna, Bao, "hi", "k");
        _time.SetCalendar(TimeSpan.FromDays(400));
        _time.Pass(TimeSpan.FromMinutes(11));
        await host.WakeAsync(Bao);
        _time.Pass(TimeSpan.FromMinutes(11));
        await host.WakeAsync(Bao);
        await host.LoginAsync(Anna);
        Assert.IsType<Answer.Done>(await SendAsync(host, Anna, Bao, "hi", "k"));
        await host.LoginAsync(Bao);
        Assert.Equal(["hi"], await host.FetchAsync(Bao));
    }

    [Fact]
    public async Task A_text_whose_server_died_between_commit_and_reply_comes_once()
    {
        var disk = SqliteStore.Open(File);
        var dying = new SilentStore(disk);
        await using (var host = await ClusterHost.StartAsync(dying, _time))
        {
            await host.AddAsync(Anna);
            await host.AddAsync(Bao);
            await host.LoginAsync(Anna);
            dying.IsSilent = true;
            Assert.IsType<Answer.Silence>(await SendAsync(host, Anna, Bao, "hi", "k"));
        }

        await using (var host = await StartAsync())
        {
            await host.LoginAsync(Anna);
            Assert.IsType<Answer.Done>(await SendAsync(host, Anna, Bao, "hi", "k"));
            await host.LoginAsync(Bao);
            Assert.Equal(["hi"], await host.FetchAsync(Bao));
        }
    }

    /// <summary>Stores everything, and says of it that nobody knows.</summary>
    private sealed class SilentStore(IStore store) : WrappedStore(store)
    {
        public bool IsSilent { get; set; }

        public override async Task<Core.Log.LogWaiting> CommitAsync(Uin owner,
            System.Collections.Immutable.ImmutableArray<Core.Changes.Change> changes)
        {
            var settled = await base.CommitAsync(owner, changes);
            return IsSilent ? throw new StoreUncertainException(new TaskCompletionSource<Core.Log.LogWaiting>().Task) : settled;
        }
    }
}
