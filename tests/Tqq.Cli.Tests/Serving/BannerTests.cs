namespace Tqq.Cli.Tests.Serving;

/// <summary>What `tqq serve` says of its ports: addresses that people can open, and who may read along.</summary>
public sealed class BannerTests : IDisposable
{
    private const string Readable = "whoever is on the way can read passwords";
    private const string SignInClosed = "from other machines nobody can sign in there, because passwords come by https only";

    private readonly string _folder = Directory.CreateTempSubdirectory("tqq-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(string Output, string[] Warnings)> ServeAsync(string listen, string web, params string[] more)
    {
        using var end = new CancellationTokenSource();
        await using var output = new EndingWriter(end.Cancel);
        await using StringWriter error = new() { NewLine = "\n" };
        Assert.Equal(0, await new TqqRun { Interrupted = end.Token }.RunAsync(
            ["serve", "--data", Path.Combine(_folder, "data"), "--listen", listen, "--web", web, .. more], output, error));
        return (output.ToString(), [.. error.ToString().Split('\n').Where(line => line.Contains("warning: ", StringComparison.Ordinal)
            && line.Contains("is open to the network", StringComparison.Ordinal))]);
    }

    [Fact]
    public async Task Ports_of_this_machine_alone_are_warned_of_by_nobody() =>
        Assert.Empty((await ServeAsync("127.0.0.1:0", "[::1]:0")).Warnings);

    [Fact]
    public async Task A_web_port_without_tls_that_others_reach_says_that_they_cannot_sign_in_and_what_to_do()
    {
        var warning = Assert.Single((await ServeAsync("127.0.0.1:0", "*:0")).Warnings);
        Assert.Matches(@"^tqq: warning: \*:\d+ is open to the network without TLS \(tls://", warning);
        Assert.Contains(SignInClosed, warning, StringComparison.Ordinal);
        Assert.Contains("--web-plain true lets them come", warning, StringComparison.Ordinal);
        Assert.DoesNotContain(Readable, warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_takes_passwords_in_clear_says_that_they_can_be_read()
    {
        var warning = Assert.Single((await ServeAsync("127.0.0.1:0", "0.0.0.0:0", "--web-plain")).Warnings);
        Assert.Contains(Readable, warning, StringComparison.Ordinal);
        Assert.DoesNotContain(SignInClosed, warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_of_http_qq_that_others_reach_says_that_passwords_can_be_read() =>
        Assert.Contains(Readable, Assert.Single((await ServeAsync("*:0", "127.0.0.1:0")).Warnings), StringComparison.Ordinal);

    [Fact]
    public async Task A_port_at_all_addresses_is_shown_as_addresses_that_open()
    {
        var output = (await ServeAsync("*:0", "0.0.0.0:0")).Output;
        Assert.Matches(@"(?m)^HTTP QQ    http://localhost:\d+/$", output);
        Assert.Matches(@"(?m)^web page   http://localhost:\d+/$", output);
        Assert.DoesNotContain("0.0.0.0", output, StringComparison.Ordinal);
        Assert.DoesNotContain("[::]", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_public_url_says_is_where_the_page_is() => Assert.Contains("web page   https://chat.example.org/\n",
        (await ServeAsync("127.0.0.1:0", "127.0.0.1:0", "--public-url", "https://chat.example.org")).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("./tqq", """{"registration":"closed","program":"./tqq"}""")]
    [InlineData("", """{"registration":"closed"}""")]
    public async Task The_page_is_told_how_the_program_was_called(string called, string told)
    {
        using var end = new CancellationTokenSource();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var output = new EndingWriter(ready.SetResult);
        var run = new TqqRun { Interrupted = end.Token, Environment = new Dictionary<string, string> { ["TQQ_CALLED"] = called } }.RunAsync(
            ["serve", "--data", Path.Combine(_folder, "data"), "--listen", "127.0.0.1:0", "--web", "127.0.0.1:0"], output, TextWriter.Null);
        await ready.Task.WaitAsync(TestContext.Current.CancellationToken);
        var page = output.ToString().Split('\n').Single(line => line.StartsWith("web page", StringComparison.Ordinal)).Split(' ')[^1];
        using var http = new HttpClient();
        Assert.Equal(told, await http.GetStringAsync(new Uri(page + "api/v1/registration"), TestContext.Current.CancellationToken));
        await end.CancelAsync();
        Assert.Equal(0, await run);
    }

    /// <summary>Ends the server when it is ready.</summary>
    private sealed class EndingWriter(Action end) : StringWriter
    {
        public override void Write(string? value)
        {
            base.Write(value);
            if (value?.Contains("Ctrl-C", StringComparison.Ordinal) == true)
                end();
        }
    }
}
