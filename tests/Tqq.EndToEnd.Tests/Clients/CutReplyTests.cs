using Tqq.Client;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Clients;

/// <summary>
/// The connection broken at every byte of a reply: with Tqq.Client nothing is lost and nothing arrives twice (protocol.md §4). Each byte in
/// one of the four ways; `CUTS=all` each in all four.
/// </summary>
public sealed class CutReplyTests(UnlimitedServer shared) : IAsyncDisposable
{
    private const int Ways = 4;
    private static readonly bool s_all = Environment.GetEnvironmentVariable("CUTS") == "all";

    private readonly TestServer _server = shared.Server;
    private readonly CuttingProxy _proxy = new(shared.Server.Wire);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task At_every_byte_of_a_reply_to_cltmsg(bool resets, bool hasKey)
    {
        var (sender, receiver) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        var expected = new List<string>();
        await using (var client = await TqqClient.SignInAsync(Options(sender, _proxy.Uri, hasKey), Now))
        {
            for (var cut = First(resets, hasKey); cut < Ways || cut <= _proxy.LastLength; cut += s_all ? 1 : Ways)
            {
                _proxy.CutNext("CLTMSG", cut, resets);
                expected.Add($"cut at {cut}");
                await client.SendAsync(receiver.Uin, expected[^1], null, Now);
                Assert.True(_proxy.HasCut);
            }
        }

        await using var reader = await TqqClient.SignInAsync(Options(receiver, new($"http://{_server.Wire}/"), hasKey), Now);
        Assert.Equal(expected, await ReadAsync(reader, "the end", () => sender.LoginAsync(), () =>
            sender.AskAsync("CLTMSG", $"&UN={receiver.Uin}&MG=the end")));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task At_every_byte_of_a_reply_to_getmsgex(bool resets, bool hasKey)
    {
        var (sender, receiver) = (await _server.AddOnlineAsync(), await _server.AddPersonAsync());
        var (expected, seen) = (new List<string>(), new List<string>());
        await using var client = await TqqClient.SignInAsync(Options(receiver, _proxy.Uri, hasKey), Now);
        // Whether a whole reply was had before its connection was reset only a client that counts can say (protocol.md §4).
        for (var cut = First(resets, hasKey); cut < Ways || cut < _proxy.LastLength + (hasKey ? 1 : 0); cut += s_all ? 1 : Ways)
        {
            _proxy.CutNext("GETMSGEX", cut, resets);
            for (var text = 0; text < 2; text++)
            {
                expected.Add($"{text} of {cut}");
                await sender.AskAsync("CLTMSG", $"&UN={receiver.Uin}&MG={expected[^1]}");
            }

            await foreach (var item in client.ReadAsync(Now))
            {
                seen.Add(((Incoming.Message)item).Text);
                client.Settle(item);
                if (seen.Count >= expected.Count)
                    break;
            }

            Assert.True(_proxy.HasCut);
        }

        seen.AddRange(await ReadAsync(client, "the end", () => Task.CompletedTask, () =>
            sender.AskAsync("CLTMSG", $"&UN={receiver.Uin}&MG=the end")));
        Assert.Equal(expected, seen);
    }

    private static int First(bool resets, bool hasKey) => s_all ? 0 : (resets ? 2 : 0) + (hasKey ? 1 : 0);

    private static TqqClientOptions Options(Person person, Uri server, bool hasKey) => new()
    {
        Uin = person.Uin,
        Password = person.Password,
        Server = server,
        UseSessionKey = hasKey,
        PollInterval = TimeSpan.FromMilliseconds(1),
        MessageInterval = TimeSpan.FromMilliseconds(0.01),
    };

    private static async Task<List<string>> ReadAsync(TqqClient client, string end, params Func<Task>[] first)
    {
        foreach (var step in first)
            await step();
        var seen = new List<string>();
        await foreach (var item in client.ReadAsync(Now))
        {
            client.Settle(item);
            if (item is Incoming.Message { Text: var text } && text == end)
                break;
            seen.Add(((Incoming.Message)item).Text);
        }

        return seen;
    }
}
