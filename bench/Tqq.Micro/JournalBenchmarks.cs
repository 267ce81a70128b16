using BenchmarkDotNet.Attributes;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Profiles;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Micro;

/// <summary>The journal: a message on disk, fsync included.</summary>
public class JournalBenchmarks
{
    private const int Together = 100;
    private static readonly Uin s_uin = new(20_001);

    private DirectoryInfo _directory = null!;
    private SqliteStore _store = null!;
    private long _id;

    [GlobalSetup]
    public async Task OpenAsync()
    {
        _directory = Directory.CreateTempSubdirectory("tqq-micro-");
        _store = SqliteStore.Open(Path.Combine(_directory.FullName, "tqq.db"));
        var record = new AccountRecord(s_uin, Profile.Named("bench"), AccountSettings.Default, true, DateTimeOffset.UnixEpoch);
        await _store.CommitAsync(s_uin, [new Change.AccountCreated(record, "")]);
    }

    [GlobalCleanup]
    public async Task CloseAsync()
    {
        await _store.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Benchmark(Description = "store one message")]
    public Task One() => AppendAsync();

    [Benchmark(Description = "store one of 100 messages that come at once", OperationsPerInvoke = Together)]
    public Task Many() => Task.WhenAll(Enumerable.Range(0, Together).Select(_ => AppendAsync()));

    private Task<Core.Log.LogWaiting> AppendAsync() =>
        _store.CommitAsync(s_uin,
        [new Change.MessageAppended(new(++_id, MessageKind.Text, s_uin, "a small text of some thirty bytes", DateTimeOffset.UnixEpoch))]);
}
