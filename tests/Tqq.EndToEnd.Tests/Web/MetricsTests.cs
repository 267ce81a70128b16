using System.Net;
using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web;

/// <summary>`/metrics`: who may read it, and what stands there.</summary>
public sealed partial class MetricsTests
{
    private const string Token = "0123456789abcdef";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    // Each says what is normal, and what to do where it is not.
    [GeneratedRegex(@"^\| `(?<name>tqq_[a-z0-9_]+)` \|(?<labels>[^|]*)\|( [^|]*[^| ][^|]*\|){3}$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("^# TYPE (?<name>[a-z0-9_]+) ", RegexOptions.Multiline)]
    private static partial Regex Type();

    [Fact]
    public async Task On_the_web_port_its_token_opens_it_and_nothing_else_does()
    {
        using var data = new TemporaryDirectory();
        var file = data.At("token");
        await File.WriteAllTextAsync(file, Token + "\n", Cancelled);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using var server = await LocalServer.StartAsync(data.At("data"), "--metrics-token", file);
        using var http = new HttpClient { BaseAddress = server.Web };
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync("wrong")).StatusCode);
        using var answer = await AskAsync(Token);
        Assert.Equal((HttpStatusCode.OK, "text/plain; version=0.0.4; charset=utf-8", "no-store"),
            (answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), answer.Headers.CacheControl?.ToString()));
        using var admin = await http.SendAsync(
            new(HttpMethod.Get, "admin/api/v1/server") { Headers = { Authorization = new("Bearer", Token) } }, Cancelled);
        Assert.Equal(HttpStatusCode.Unauthorized, admin.StatusCode);

        Task<HttpResponseMessage> AskAsync(string? token) => http.SendAsync(
            new(HttpMethod.Get, "metrics") { Headers = { Authorization = token is null ? null : new("Bearer", token) } }, Cancelled);
    }

    [Fact]
    public async Task Without_a_token_the_web_port_knows_nothing_of_it()
    {
        using var data = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(data.FullPath);
        using var http = new HttpClient { BaseAddress = server.Web };
        var unknown = await AnswerAsync("no-such-path");
        Assert.False(unknown.IsThere);
        Assert.Equal(unknown, await AnswerAsync("metrics"));

        // What differs from answer to answer is left out.
        async Task<(bool IsThere, HttpStatusCode Status, string? Title, string? Detail)> AnswerAsync(string path)
        {
            using var answer = await http.GetAsync(path, Cancelled);
            var body = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!;
            return (answer.IsSuccessStatusCode, answer.StatusCode, (string?)body["title"], (string?)body["detail"]);
        }
    }

    [Fact]
    public async Task On_a_port_of_its_own_it_is_open_and_nothing_else_is_there()
    {
        using var data = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(data.FullPath, "--metrics-listen", "0");
        Assert.True(IPAddress.IsLoopback(server.Metrics!.Address));
        using var http = new HttpClient { BaseAddress = new($"http://{server.Metrics}/") };
        foreach (var path in (string[])["", "healthz", "admin/api/v1/server", "api/v1/session", "metrics/"])
            Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(path, Cancelled)).StatusCode);
        Assert.Contains("tqq_info{version=", await http.GetStringAsync("metrics", Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_do_is_counted()
    {
        using var data = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(data.FullPath, "--metrics-listen", "0", "--penalty", "0");
        var (anna, bert) = (await server.AddOnlineAsync(), await server.AddOnlineAsync());
        await anna.AskAsync("CLTMSG", $"&UN={bert.Uin}&MG=good morning");
        using var http = new HttpClient { BaseAddress = new($"http://{server.Metrics}/") };
        var lines = (await http.GetStringAsync("metrics", Cancelled)).Split('\n');
        Assert.Empty(new HashSet<string>
        {
            "tqq_requests_total{command=\"LOGIN\",result=\"0\"} 2", "tqq_requests_total{command=\"CLTMSG\",result=\"0\"} 1",
            "tqq_request_duration_seconds_count{command=\"CLTMSG\"} 1", "tqq_messages_total 1", "tqq_accounts_online 2",
            "tqq_wire_sessions{key=\"no\"} 2", "tqq_store_healthy 1", "tqq_errors_total{part=\"storage\"} 0",
        }.Except(lines));
        Assert.DoesNotContain(lines, line => line.Contains($"{anna.Uin}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_document_names_each_metric_with_its_labels_and_no_other()
    {
        using var data = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(data.FullPath, "--metrics-listen", "0");
        using var http = new HttpClient { BaseAddress = new($"http://{server.Metrics}/") };
        var there = await http.GetStringAsync("metrics", Cancelled);
        var document = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/operations.md"), Cancelled);
        Assert.Equal(
            Type().Matches(there).Select(match => match.Groups["name"].Value).Select(name => $"{name} {LabelsOf(name)}").Order(),
            Row().Matches(document).Select(row =>
                $"{row.Groups["name"].Value} {row.Groups["labels"].Value.Replace("`", "").Trim()}").Order());

        // Those of its first sample; le is the histogram's own.
        string LabelsOf(string name) => there.Split('\n').FirstOrDefault(line =>
            Regex.IsMatch(line, $"^{name}(_bucket)?[{{ ]")) is { } sample
            ? string.Join(", ", Regex.Matches(sample, "([a-z]+)=\"").Select(match => match.Groups[1].Value).Where(label => label != "le"))
            : "";
    }
}
