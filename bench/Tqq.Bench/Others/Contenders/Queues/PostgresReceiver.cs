using System.Text;
using Npgsql;

namespace Tqq.Bench.Others.Contenders.Queues;

/// <summary>A prepared DELETE ... RETURNING on a connection of its own, each a transaction.</summary>
internal sealed class PostgresReceiver(NpgsqlCommand take) : IReceiver
{
    public async ValueTask NextAsync(Took took)
    {
        await using var reader = await take.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            took(Encoding.ASCII.GetBytes(reader.GetString(0)));
    }

    public void Dispose()
    {
        take.Connection!.Dispose();
        take.Dispose();
    }
}
