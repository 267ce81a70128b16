using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Pages;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>The audit log is a chain: whoever changes the file cannot hide it by changing one line.</summary>
public sealed class AuditChainTests : IDisposable
{
    private static readonly DateTimeOffset s_noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");

    public void Dispose() => _directory.Delete(recursive: true);

    private async Task<SqliteStore> FillAsync(string? thenSql = null)
    {
        var path = Path.Combine(_directory.FullName, "tqq.db");
        await using (var store = SqliteStore.Open(path))
            for (var line = 1; line <= 5; line++)
                await store.AddAuditAsync(
                    new(s_noon, line > 3 ? line - 3 : null, "10001", "192.0.2.7", "account.kick", $"{line}", "小红", ""));
        if (thenSql is not null)
            await using (var connection = SqliteConnections.Open(path, SqliteOpenMode.ReadWrite, CheckedVfs.Name))
                connection.Run(thenSql);
        return SqliteStore.Open(path);
    }

    [Theory]
    [InlineData("UPDATE audit SET who = '10002' WHERE number = 3", "line 3 was changed, or one before it")]
    [InlineData("UPDATE audit SET target = '', detail = '3' || detail WHERE number = 3", "line 3 was changed, or one before it")]
    [InlineData("UPDATE audit SET act_of = NULL WHERE number = 4", "line 4 was changed, or one before it")]
    [InlineData("DELETE FROM audit WHERE number = 1", "line 1 is missing")]
    [InlineData("DELETE FROM audit WHERE number = 3", "line 3 is missing")]
    [InlineData("DELETE FROM audit WHERE number = 5", "line 5 is missing")]
    [InlineData("UPDATE audit SET number = 9 WHERE number = 3; UPDATE audit SET number = 3 WHERE number = 2; UPDATE audit SET number = 2 WHERE number = 9",
        "line 2 was changed, or one before it")]
    [InlineData("INSERT INTO audit SELECT 6, at, act_of, who, address, act, target, detail, outcome, audit_hash(hash, 6, at, act_of, who, address, act, target, detail, outcome) FROM audit WHERE number = 5",
        "line 6 was added")]
    [InlineData("DELETE FROM audit_chain", "where it begins and ends is missing")]
    [InlineData("UPDATE audit_chain SET swept = 1, swept_hash = 'x'; DELETE FROM audit WHERE number = 1",
        "line 2 was changed, or one before it")]
    public async Task A_line_that_was_changed_removed_added_or_moved_is_named(string sql, string fault)
    {
        await using var store = await FillAsync(sql);
        Assert.Equal(fault, (await store.VerifyAuditAsync(TestContext.Current.CancellationToken)).Fault);
        store.LookForDamage(TestContext.Current.CancellationToken);
        Assert.Contains(store.Damage.Found, damage =>
            damage.Text.EndsWith($"the audit log is not as it was written: {fault}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Anybody_can_compute_the_hashes_of_what_was_exported()
    {
        await using var store = await FillAsync();
        var hash = "";
        foreach (var (number, row, expected) in await store.ReadAuditAsync(0, 10, TestContext.Current.CancellationToken))
        {
            string?[] fields = [$"{number}", $"{row.At.ToUnixTimeMilliseconds()}", row.ActOf?.ToString(), row.Who, row.Address, row.Act,
                row.Target, row.Detail, row.Outcome];
            hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(hash + "\n" + string.Join('\t', fields))));
            Assert.Equal(expected, hash);
        }

        var verdict = await store.VerifyAuditAsync(TestContext.Current.CancellationToken);
        Assert.Equal((null, 1, 5, hash), (verdict.Fault, verdict.First, verdict.Last, verdict.Head));
        store.LookForDamage(TestContext.Current.CancellationToken);
        Assert.Empty(store.Damage.Found);
    }
}
