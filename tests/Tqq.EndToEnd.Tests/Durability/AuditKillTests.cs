using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;
using Tqq.Server.Storage;

namespace Tqq.EndToEnd.Tests.Durability;

/// <summary>
/// The line of an act and the act are two transactions. Wherever the server dies between them, nothing has been done without a line.
/// </summary>
public sealed class AuditKillTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task At_each_moment_between_them_the_line_is_on_disk_and_has_no_outcome_before_the_act_is(bool isStored)
    {
        var held = new HeldAct(isStored);
        await using var server = await LocalServer.StartAsync(_directory.At("data"), services =>
            services.AddSingleton(provider =>
                HeldRegistrations.Over((IRegistrationStore)provider.GetRequiredService<IStore>(), held)));
        var act = server.AdminAsync(HttpMethod.Post, "invitations", new { name = "Anna" });
        await held.Reached.Task.WaitAsync(TestContext.Current.CancellationToken);
        // Whatever the server answers from its store stays when it is killed here.
        Assert.Equal(isStored ? ["Anna"] : [], (await server.GetAsync("invitations")).Each("invitations", "name"));
        Assert.Equal(("name=\"Anna\"", ""), await LineAsync(server));

        held.Released.SetResult();
        using var answer = await act;
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(("name=\"Anna\"", "done"), await LineAsync(server));
    }

    [LongRun]
    [Fact]
    public async Task A_server_killed_in_the_middle_of_acts_has_a_line_of_each_that_was_done_and_an_outcome_of_each_it_answered()
    {
        const int AtOnce = 8;
        const int Enough = 100;
        var answered = new ConcurrentBag<string>();
        await using (var server = await RunningServer.StartAsync(_directory.At("data")))
        {
            var enough = new TaskCompletionSource();
            var acting = Enumerable.Range(0, AtOnce).Select(who => Task.Run(async () =>
            {
                try
                {
                    for (var act = 0; ; act++)
                    {
                        var name = $"{who}-{act}";
                        using var answer = await server.AdminAsync(HttpMethod.Post, "invitations", new { name });
                        if (answer.StatusCode != HttpStatusCode.Created)
                            return;
                        answered.Add(name);
                        if (answered.Count >= Enough)
                            enough.TrySetResult();
                    }
                }
                catch (HttpRequestException)
                {
                    // It was killed.
                }
            })).ToList();
            await Task.WhenAny(enough.Task, Task.WhenAll(acting));
            await server.KillAsync();
            await Task.WhenAll(acting);
        }

        await using var again = await LocalServer.StartAsync(_directory.At("data"));
        var lines = (await again.GetAsync("audit?act=invitation.create&limit=1000")).GetProperty("entries").EnumerateArray()
            .ToDictionary(line => line.Text("detail"), line => line.Text("outcome"));
        var done = (await again.GetAsync("invitations?limit=1000")).Each("invitations", "name");
        Assert.Subset(done.ToHashSet(), answered.ToHashSet());
        Assert.True(answered.Count >= Enough);
        Assert.Subset(lines.Keys.ToHashSet(), done.Select(Detail).ToHashSet());
        Assert.All(answered, name => Assert.Equal("done", lines[Detail(name)]));
        Assert.Equal("True", (await again.GetAsync("audit/verify")).Text("ok"));
    }

    private static string Detail(string name) => $"name=\"{name}\"";

    private static async Task<(string Detail, string Outcome)> LineAsync(TestServer server)
    {
        var line = (await server.GetAsync("audit?act=invitation.create")).GetProperty("entries").EnumerateArray().Single();
        return (line.Text("detail"), line.Text("outcome"));
    }
}
