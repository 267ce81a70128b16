using System.Globalization;
using System.Net.Http.Json;
using Tqq.Probe.Tests.Serving;
using Tqq.Server.Web.Admin;

namespace Tqq.Cli.Tests.Accounts;

/// <summary>What whoever ends the sessions of an account is told of them.</summary>
public sealed class KickCommandTests(ProbedServer server)
{
    private static int s_last = 3_500_000;

    private Task<ProgramResult> RunAsync(params string[] arguments) =>
        TqqRun.RunAsync(arguments, new Dictionary<string, string> { ["TQQ_DATA"] = server.Data });

    [Theory]
    [InlineData(null, "program")]
    [InlineData("a lamp", "program, a lamp", "program 'a lamp'")]
    public async Task A_device_session_is_named_where_it_has_a_name(string? device, string kicked, string? shown = null)
    {
        var uin = $"{Interlocked.Increment(ref s_last)}";
        Assert.Equal(0, (await RunAsync("account", "add", uin, "--nick", "Anna", "--password", "correct horse")).ExitCode);
        using var http = new HttpClient { BaseAddress = new(AdminFile.Read(server.Data)!.Address) };
        using var session = await http.PostAsJsonAsync("/api/v1/session",
            new { uin = uint.Parse(uin, CultureInfo.InvariantCulture), password = "correct horse", token = true, device },
            TestContext.Current.CancellationToken);
        Assert.True(session.IsSuccessStatusCode);
        Assert.Contains($"device 1\t{shown ?? kicked} from 127.0.0.1 since ", (await RunAsync("account", "show", uin)).Output,
            StringComparison.Ordinal);
        Assert.Equal($"{uin} kicked: its device session 1 ({kicked}) has ended\n",
            (await RunAsync("account", "kick", uin, "--devices")).Output);
    }
}
