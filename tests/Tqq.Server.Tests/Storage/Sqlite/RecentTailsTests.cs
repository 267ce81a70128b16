using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Profiles;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Tests.Storage.Sqlite.Flips;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>A tail that the journal remembers is the one that stands on disk.</summary>
public sealed class RecentTailsTests : IDisposable
{
    private static readonly Uin s_anna = new(10001);
    private static readonly Uin s_bao = new(10002);
    private static readonly DateTimeOffset s_noon = new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(12_345);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly RecentTails _tails = new();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    private static Message Text(long id, string? text = null) =>
        new(id, MessageKind.Text, s_bao, text ?? $"{id} 你好", s_noon.AddSeconds(id));

    private static Change Of(long number) => (number % 4) switch
    {
        0 => new Change.SentAppended(number, s_bao, $"sent {number}", s_noon, number % 8 == 0 ? $"key-{number}" : null),
        1 => new Change.FriendNoted(s_bao, number % 3 == 0, number, s_noon),
        _ => new Change.MessageAppended(Text(number), IntoLog: true),
    };

    [Fact]
    public void One_that_was_not_there_from_its_beginning_is_not_known()
    {
        _tails.Add(10001, Text(1));
        Assert.Null(_tails[10001]);
        _tails.Begin(10001);
        _tails.Add(10001, Text(2));
        _tails.Add(10001, Text(3));
        Assert.Equal([2, 3], _tails[10001]!.Value.Select(message => message.Id));
        _tails.Leave(10001);
        Assert.Null(_tails[10001]);
    }

    [Fact]
    public void What_was_written_and_rolled_back_is_forgotten_and_so_is_all_where_it_becomes_much()
    {
        _tails.Begin(10001);
        _tails.Forget();
        Assert.Null(_tails[10001]);
        _tails.Begin(10001);
        _tails.Begin(10002);
        _tails.Add(10001, Text(1, new string('x', 1_500_000)));
        Assert.NotNull(_tails[10001]);
        _tails.Add(10002, Text(1, new string('x', 500_001)));
        Assert.Null(_tails[10001]);
        Assert.Null(_tails[10002]);
    }

    [Fact]
    public async Task The_log_is_the_same_whether_its_tail_was_remembered_or_read()
    {
        var (remembered, read) = (await LogAsync("remembered", reopens: false), await LogAsync("read", reopens: true));
        Assert.Equal(100, remembered.Length);
        Assert.Equal(read, remembered);

        async Task<ImmutableArray<LogItem>> LogAsync(string name, bool reopens)
        {
            var path = Path.Combine(_directory.FullName, name);
            var store = SqliteStore.Open(path);
            await store.CommitAsync(s_anna,
                [new Change.AccountCreated(new(s_anna, Profile.Named("n"), AccountSettings.Default, true, s_noon), SmallStore.Hash(s_anna)),
                    new Change.LogOpened()]);
            for (var number = 1; number <= 100; number++)
            {
                await store.CommitAsync(s_anna, [Of(number)]);
                if (!reopens || number % 25 != 0)
                    continue;
                await store.DisposeAsync();
                store = SqliteStore.Open(path);
            }

            var log = await store.ReadLogAsync(s_anna, 0, 200, Now);
            store.LookForDamage(Now);
            Assert.Empty(store.Damage.Found);
            await store.DisposeAsync();
            return log.Items;
        }
    }
}
