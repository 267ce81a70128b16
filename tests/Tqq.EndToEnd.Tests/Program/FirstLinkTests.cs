using System.Net;
using System.Net.Http.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>The link that makes the first administrator: `tqq serve` shows it on a terminal, and nowhere else.</summary>
public sealed class FirstLinkTests : IDisposable
{
    private const string Link = @"Within half an hour, this link makes you one:\n  (http://127\.0\.0\.1:\d+/)admin/#link=([A-Za-z0-9_-]{22})\n";

    private static readonly Dictionary<string, string> s_environment = new() { ["LANG"] = "C.UTF-8" };

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task On_a_terminal_it_is_shown_is_good_once_and_is_shown_no_more_when_there_is_an_administrator()
    {
        Uri web;
        await using (var terminal = await ServeAsync())
        {
            try
            {
                var shown = (await terminal.ShowsAsync(Link)).Groups;
                web = new(shown[1].Value);
                Assert.Equal(HttpStatusCode.Forbidden, await BecomeAsync(web, shown[2].Value[1..] + "A"));
                Assert.Equal(HttpStatusCode.Created, await BecomeAsync(web, shown[2].Value));
                Assert.Equal(HttpStatusCode.Forbidden, await BecomeAsync(web, shown[2].Value));
            }
            finally
            {
                await EndAsync(terminal);
            }
        }

        await using var again = await ServeAsync();
        try
        {
            var screen = (await again.ShowsAsync(@"(?s).*Stop with Ctrl-C\.")).Value;
            Assert.DoesNotContain("link", screen, StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            await EndAsync(again);
        }
    }

    [Fact]
    public async Task Where_the_output_is_no_terminal_it_says_how_to_get_one_and_writes_none()
    {
        await using var server = await RunningServer.StartAsync(_directory.At("data"));
        Assert.Contains($"There is no administrator yet. A link that makes one:  tqq admin link --data {server.Data}\n", server.Banner,
            StringComparison.Ordinal);
        await server.TerminateAsync();
        Assert.DoesNotContain("link=", server.Banner + server.Log, StringComparison.Ordinal);
    }

    // The shell of the terminal outlives Ctrl-C, so that the terminal says when the server has ended.
    private Task<Tmux> ServeAsync() => Tmux.StartAsync(_directory, s_environment,
        $"trap : INT; dotnet '{TqqProgram.Path}' serve --data '{_directory.At("data")}' --listen 127.0.0.1:0 --web 127.0.0.1:0; "
            + "echo ended: $?",
        columns: 200);

    private static async Task EndAsync(Tmux terminal)
    {
        await terminal.PressAsync("C-c");
        await terminal.ShowsAsync(@"\nended: 0$");
    }

    private static async Task<HttpStatusCode> BecomeAsync(Uri web, string code)
    {
        using var http = new HttpClient { BaseAddress = web };
        using var answer = await http.PostAsJsonAsync(
            "admin/api/v1/first", new { code, nick = "Anna", password = "correct horse" }, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
