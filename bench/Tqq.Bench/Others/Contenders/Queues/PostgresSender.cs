using System.Text;
using Npgsql;

namespace Tqq.Bench.Others.Contenders.Queues;

/// <summary>A prepared INSERT on a connection of its own, each a transaction.</summary>
internal sealed class PostgresSender(NpgsqlCommand insert) : ISender
{
    public async ValueTask SendAsync(int account, ReadOnlyMemory<byte> text)
    {
        ((NpgsqlParameter<int>)insert.Parameters[0]).TypedValue = account;
        ((NpgsqlParameter<string>)insert.Parameters[1]).TypedValue = Encoding.ASCII.GetString(text.Span);
        await insert.ExecuteNonQueryAsync();
    }

    public void Dispose()
    {
        insert.Connection!.Dispose();
        insert.Dispose();
    }
}
