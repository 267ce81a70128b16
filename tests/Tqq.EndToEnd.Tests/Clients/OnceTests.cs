using System.Globalization;
using Tqq.Client;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Clients;

/// <summary>
/// Tqq.Client at a real server whose replies are lost and which forgets everything but its disk: a text arrives
/// once, and an item is yielded once.
/// </summary>
public sealed class OnceTests : IAsyncLifetime
{
    private static readonly string[] s_flags = ["--rate-message", "off", "--rate-other", "off"];

    private readonly TemporaryDirectory _directory = new();
    private LocalServer _server = null!;
    private CuttingProxy _proxy = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await LocalServer.StartAsync(_directory.At("data"), s_flags);
        _proxy = new(_server.Wire);
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    private async Task RestartAsync()
    {
        var wire = _server.Wire;
        await _server.DisposeAsync();
        _server = await LocalServer.StartAsync(_directory.At("data"), [.. s_flags, "--listen", $"{wire}"]);
    }

    private Task<TqqClient> SignInAsync(Person person, Uri? at = null) => TqqClient.SignInAsync(
        new() { Uin = person.Uin, Password = person.Password, Server = at ?? _proxy.Uri, PollInterval = TimeSpan.FromMilliseconds(1) },
            Now);

    private static async Task<List<string>> ReadAsync(TqqClient client, int count)
    {
        List<string> texts = [];
        await foreach (var item in client.ReadAsync(Now))
        {
            texts.Add(((Incoming.Message)item).Text);
            client.Settle(item);
            if (texts.Count == count)
                break;
        }

        return texts;
    }

    [Theory]
    [InlineData("restart")]
    [InlineData("kick")]
    [InlineData("both")]
    public async Task A_text_that_is_committed_and_not_answered_arrives_once_though_the_server_forgets_the_request(string what)
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        await using var client = await SignInAsync(me);
        _proxy.BeforeCut = async () =>
        {
            if (what != "restart")
                (await _server.AdminAsync(HttpMethod.Post, $"accounts/{me.Uin}/kick")).Dispose();
            if (what != "kick")
                await RestartAsync();
        };
        var sent = new List<string>();
        // A third session that is lost within a minute would be another client's doing.
        for (var number = 0; number < 2; number++)
        {
            sent.Add(number.ToString(CultureInfo.InvariantCulture));
            _proxy.CutNext("CLTMSG", number * 20, resets: number == 1);
            await client.SendAsync(other.Uin, sent[^1], null, Now);
            Assert.True(_proxy.HasCut);
        }

        await client.SendAsync(other.Uin, "the end", null, Now);
        await using var reader = await SignInAsync(other);
        Assert.Equal([.. sent, "the end"], await ReadAsync(reader, 3));
    }

    [Fact]
    public async Task An_item_in_hand_and_one_that_is_settled_do_not_come_again_when_the_server_restarts()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        await using TqqClient client = await SignInAsync(me), sender = await SignInAsync(other);
        await sender.SendAsync(me.Uin, "settled", null, Now);
        await sender.SendAsync(me.Uin, "in hand", null, Now);
        await using var reading = client.ReadAsync(Now).GetAsyncEnumerator(Now);
        Assert.True(await reading.MoveNextAsync());
        client.Settle(reading.Current);
        Assert.True(await reading.MoveNextAsync());
        Assert.Equal(new Incoming.Message(other.Uin, "in hand"), reading.Current);
        var inHand = reading.Current;

        await RestartAsync();
        await sender.SendAsync(me.Uin, "next", null, Now);
        Assert.True(await reading.MoveNextAsync());
        Assert.Equal(new Incoming.Message(other.Uin, "next"), reading.Current);
        client.Settle(inHand);
        client.Settle(reading.Current);
        await client.AcknowledgeAsync(Now);
        await using var later = await SignInAsync(me);
        Assert.Empty(await later.PeekAsync(Now));
    }
}
