using System.Globalization;
using Npgsql;
using Tqq.Bench.Others.Daemons;

namespace Tqq.Bench.Others.Contenders.Queues;

/// <summary>A table with an index on the receiver. Receivers delete what they take.</summary>
internal sealed class Postgres() : Contender("PostgreSQL", "postgresql",
    "Written and flushed with fsync before the acknowledgement (`synchronous_commit=on`). No HTTP.")
{
    private const string Insert = "INSERT INTO queue (receiver, body) VALUES ($1, $2)";
    private const string Take = """
        WITH taken AS (DELETE FROM queue WHERE id IN
            (SELECT id FROM queue WHERE receiver = $1 ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED) RETURNING id, body)
        SELECT body FROM taken ORDER BY id
        """;

    private string _connection = "";

    private static string Programs =>
        Directory.GetDirectories("/usr/lib/postgresql").OrderBy(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture))
        .Last();

    public override async Task<string> VersionAsync() => await Packages.VersionAsync("postgresql-" + Path.GetFileName(Programs)) ?? "none";

    public override async Task StartAsync(string directory, int accounts)
    {
        var server = Daemon.FreePort();
        var data = Path.Combine(directory, "data");
        await Daemon.RunAsync("chown", "postgres:postgres", directory);
        await Daemon.RunAsync(Daemon.As("postgres",
            [Programs + "/bin/initdb", "-D", data, "-U", "bench", "-A", "trust", "--no-locale", "-E", "UTF8"]));
        Daemon = await Daemon.StartAsync(directory, server,
            Daemon.As("postgres", [Programs + "/bin/postgres", "-D", data, "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-c",
                "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=", "-c", "max_connections=1000", "-c", "synchronous_commit=on"]), stopSignal: "INT");
        _connection = $"Host=127.0.0.1;Port={server.Port};Username=bench;Database=postgres;Pooling=false;SSL Mode=Disable;Timeout=60";
        for (var patience = 100; ; patience--)
        {
            try
            {
                await using var connection = new NpgsqlConnection(_connection);
                await connection.OpenAsync();
                await using var command = new NpgsqlCommand(
                    "CREATE TABLE queue (id bigserial PRIMARY KEY, receiver int NOT NULL, body text NOT NULL); CREATE INDEX ON queue (receiver, id)", connection);
                await command.ExecuteNonQueryAsync();
                return;
            }
            catch (PostgresException problem) when (problem.SqlState == PostgresErrorCodes.CannotConnectNow && patience > 0)
            {
                await Task.Delay(50); // it accepts connections before it is ready for them
            }
        }
    }

    public override async Task<ISender> SenderAsync(int account) => new PostgresSender(await PrepareAsync(Insert, 0, ""));

    public override async Task<IReceiver> ReceiverAsync(int account, bool away) => new PostgresReceiver(await PrepareAsync(Take, account));

    private async Task<NpgsqlCommand> PrepareAsync(string statement, int receiver, string? body = null)
    {
        var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync();
        var command = new NpgsqlCommand(statement, connection) { Parameters = { new NpgsqlParameter<int> { TypedValue = receiver } } };
        if (body is not null)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = body });
        await command.PrepareAsync();
        return command;
    }
}
