using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>`tqq serve`: what it says, what it refuses, how it ends.</summary>
public sealed class ServeTests : IDisposable
{
    private static readonly string[] FreePorts = ["--listen", "127.0.0.1:0", "--web", "127.0.0.1:0"];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private Task<ProgramResult> ServeAsync(params string[] flags) => TqqRun.RunAsync(["serve", "--data", _directory.At("data"), .. flags]);

    private static void FailedWithOneLine(ProgramResult result, int exitCode, params string[] words)
    {
        Assert.Equal("", result.Output);
        var line = Assert.Single(result.ErrorLines);
        Assert.StartsWith("tqq: ", line, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
        Assert.Equal(exitCode, result.ExitCode);
    }

    [Fact]
    public async Task It_says_where_it_listens_where_the_data_is_and_what_to_type_next()
    {
        await using var server = await RunningServer.StartAsync(_directory.At("data"));
        Assert.Contains($"http://127.0.0.1:{server.Wire.Port}/", server.Banner, StringComparison.Ordinal);
        Assert.Contains($"web page   http://127.0.0.1:{server.Web.Port}/\n", server.Banner, StringComparison.Ordinal);
        Assert.Contains(_directory.At("data"), server.Banner, StringComparison.Ordinal);
        Assert.Contains("  tqq account add 10001", server.Banner, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_directory.At("data/admin.json")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(_directory.At("data")));
    }

    [Fact]
    public async Task Nobody_can_connect_to_anything_but_its_two_ports()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("only Linux tells in files who listens");
        await using var server = await RunningServer.StartAsync(_directory.At("data"));
        var own = new DirectoryInfo($"/proc/{server.ProcessId}/fd").EnumerateFiles().Select(file => file.LinkTarget ?? "").ToHashSet();
        // A line of /proc/net/tcp: number, own address, other address, state (0A listens), ..., inode in the tenth column.
        string[] tables = ["tcp", "tcp6"];
        var ports = tables.SelectMany(table => File.ReadLines($"/proc/{server.ProcessId}/net/{table}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns[3] == "0A" && own.Contains($"socket:[{columns[9]}]"))
            .Select(columns => Convert.ToInt32(columns[1].Split(':')[1], 16));
        Assert.Equal(new[] { server.Wire.Port, server.Web.Port }.Order(), ports.Order());
    }

    [Fact]
    public async Task Sigterm_ends_it_with_0_while_a_client_is_connected_and_a_reply_is_held_back_for_ten_minutes()
    {
        await using var server = await RunningServer.StartAsync(_directory.At("data"), "--penalty", "10m");
        var me = await server.AddOnlineAsync();
        using var idle = new TcpClient();
        await idle.ConnectAsync(server.Wire, TestContext.Current.CancellationToken);
        var punished = me.ResultAsync("Ack_AddToList", "&UN=20001&CD=7");
        Assert.StartsWith("0", await me.ResultAsync("GetMsgEx"), StringComparison.Ordinal);

        Assert.Equal(0, (await server.TerminateAsync()).ExitCode);
        Assert.Equal("3", await punished);
        Assert.False(File.Exists(_directory.At("data/admin.json")));
    }

    [Theory]
    [InlineData("--penalty", "20", "--penalty", "20s")]
    [InlineData("--listen", "8000", "--listen", "ADDRESS:PORT")]
    [InlineData("--listen", "127.0.0.1:99999", "--listen", "ADDRESS:PORT")]
    [InlineData("--quirks", "all", "none or tencent-2006", "--quirks")]
    [InlineData("--rate-message", "fast", "burst", "--rate-message")]
    [InlineData("--session-timeout", "0", "--session-timeout", "above 0")]
    public async Task A_wrong_setting_is_named_with_what_is_allowed(string flag, string value, string first, string second)
    {
        FailedWithOneLine(await ServeAsync([.. FreePorts.Where(_ => flag != "--listen"), flag, value]), 2, first, second, value);
        Assert.False(Directory.Exists(_directory.At("data")));
    }

    [Fact]
    public async Task A_wrong_flag_is_named()
    {
        FailedWithOneLine(await ServeAsync("--lisen", "x"), 2, "--lisen", "tqq serve --help");
        Assert.False(Directory.Exists(_directory.At("data")));
    }

    [Fact]
    public async Task Settings_come_from_the_file_and_the_environment_too_and_mistakes_there_are_named()
    {
        var file = _directory.At("tqq.json");
        await File.WriteAllTextAsync(file, """{ "penalty": "soon" }""", TestContext.Current.CancellationToken);
        FailedWithOneLine(await ServeAsync("--config", file), 2, "\"penalty\"", file, "soon");
        await File.WriteAllTextAsync(file, """{ "penalti": "1s" }""", TestContext.Current.CancellationToken);
        FailedWithOneLine(await ServeAsync("--config", file), 2, "penalti", "did you mean penalty?");
        FailedWithOneLine(
            await TqqProgram.RunAsync(["serve", "--data", _directory.At("data")], new Dictionary<string,
                string> { ["TQQ_QUIRKS"] = "some" }), 2, "TQQ_QUIRKS", "some");
        Assert.False(Directory.Exists(_directory.At("data")));
    }

    [Fact]
    public async Task A_taken_port_is_named_and_nothing_is_left_behind()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = taken.LocalEndpoint.ToString()!;
        FailedWithOneLine(await ServeAsync("--listen", address, "--web", "127.0.0.1:0"), 1, address, "in use", "--listen");
        FailedWithOneLine(await ServeAsync("--listen", "127.0.0.1:0", "--web", address), 1, address, "in use", "--web");
        Assert.False(Directory.Exists(_directory.At("data")));
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_is_refused()
    {
        await using var server = await LocalServer.StartAsync(_directory.At("data"));
        FailedWithOneLine(await ServeAsync(FreePorts), 1, "another tqq server is using", _directory.At("data"));
        Assert.StartsWith("0", await (await server.AddOnlineAsync()).ResultAsync("List"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_servers_run_side_by_side()
    {
        await using var one = await RunningServer.StartAsync(_directory.At("one"));
        await using var two = await RunningServer.StartAsync(_directory.At("two"));
        var me = await one.AddOnlineAsync();
        Assert.Equal("0&FN=0", await me.ResultAsync("List"));
        Assert.Equal("20", await new Person(two, me.Uin, me.Password).ResultAsync("List"));
    }

    [Fact]
    public async Task A_directory_of_other_files_is_refused_untouched()
    {
        Directory.CreateDirectory(_directory.At("data"));
        await File.WriteAllTextAsync(_directory.At("data/letter.txt"), "dear", TestContext.Current.CancellationToken);
        FailedWithOneLine(await ServeAsync(FreePorts), 1, "letter.txt", "--data");
        Assert.Equal(["letter.txt"], Directory.GetFileSystemEntries(_directory.At("data")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_file_in_place_of_the_directory_is_refused()
    {
        await File.WriteAllTextAsync(_directory.At("data"), "dear", TestContext.Current.CancellationToken);
        FailedWithOneLine(await ServeAsync(FreePorts), 1, "is a file", "--data");
    }

    [Fact]
    public async Task A_data_file_of_a_newer_version_is_refused_untouched()
    {
        await (await LocalServer.StartAsync(_directory.At("data"))).DisposeAsync();
        var file = _directory.At("data/tqq.db");
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[63] = 200; // the file format's user_version
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        FailedWithOneLine(await ServeAsync(FreePorts), 1, "newer tqq", "200");
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_data_file_of_an_older_version_is_brought_up_to_date_once_and_that_is_said()
    {
        await (await LocalServer.StartAsync(_directory.At("data"))).DisposeAsync();
        var file = _directory.At("data/tqq.db");
        File.Delete(file);
        await using (var old = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            old.Open();
            using var making = old.CreateCommand();
            making.CommandText = await File.ReadAllTextAsync(Path.Combine(Repository.Root,
                "src/Tqq.Server/Storage/Sqlite/Migrations/0001_accounts.sql"), TestContext.Current.CancellationToken)
                + "; PRAGMA application_id = 0x54717131; PRAGMA user_version = 1;";
            making.ExecuteNonQuery();
        }

        foreach (var says in (bool[])[true, false])
        {
            await using var server = await RunningServer.StartAsync(_directory.At("data"));
            await server.AddOnlineAsync();
            await server.TerminateAsync();
            Assert.Equal(says, server.Errors.Any(line => line.StartsWith("tqq: the data in ", StringComparison.Ordinal)
                && line.Contains("is of an older tqq and is brought up to date", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_is_refused() =>
        FailedWithOneLine(await TqqProgram.RunAsync(["serve", "--data", "/proc/tqq-data", .. FreePorts]), 1, "/proc/tqq-data",
            "cannot be written");

    [Theory]
    [InlineData("*:0", "127.0.0.1:0")]
    [InlineData("127.0.0.1:0", "*:0")]
    public async Task Listening_beyond_loopback_is_warned_of(string listen, string web)
    {
        using var process = TqqProgram.Start(["serve", "--data", _directory.At("data"), "--listen", listen, "--web", web]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var warning = await process.StandardError.ReadLineAsync(patience.Token);
        process.Kill();
        await process.WaitForExitAsync(patience.Token);
        Assert.Contains("without TLS", warning, StringComparison.Ordinal);
        Assert.Matches(@" \*:\d+ ", warning);
    }
}
