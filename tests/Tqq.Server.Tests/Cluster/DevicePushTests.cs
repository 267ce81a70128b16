using System.Net;
using Tqq.Core;
using Tqq.Core.Commands;
using Tqq.Core.Devices;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Server.Messaging;

namespace Tqq.Server.Tests.Cluster;

/// <summary>What a browser is to be told of while no page is open, on a running server, and what not.</summary>
public sealed class DevicePushTests : IDisposable
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly IPAddress Desk = IPAddress.Parse("10.0.0.9");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly JumpingTime _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    private async Task<ClusterHost> StartAsync(bool isFirst = true)
    {
        var host = await ClusterHost.StartAsync(Path.Combine(_directory.FullName, "tqq.db"), _time);
        if (!isFirst)
            return host;
        foreach (var uin in new[] { Anna, Bao })
            await host.AddAsync(uin);
        await host.LoginAsync(Bao);
        return host;
    }

    private static PushTarget Target(string at) =>
        new($"https://push.example.net/{at}", new string('K', 87), new string('S', 22), PushWords.Sender, DateTimeOffset.UnixEpoch);

    private static async Task<int> OpenAsync(ClusterHost host, Uin uin, string? at = null)
    {
        var device = (await host.Devices.OpenAsync(uin, DeviceKind.Web, "page", Desk, null, Cancelled))!.Id;
        if (at is not null)
            Assert.IsType<Answer.Done>((await host.Push.SubscribeAsync(uin, device, Target(at), Cancelled)).Answer);
        return device;
    }

    private static Task<Outcome> DoAsync(ClusterHost host, int device, Operation operation) =>
        host.Devices.ExecuteAsync(Anna, device, Desk, operation, Cancelled).AsTask();

    private static async Task<PushNote> SendAsync(ClusterHost host, string text = "hello")
    {
        await host.SendAsync(Bao, Anna, text);
        return Assert.Single(host.Pushes.Take());
    }

    [Fact]
    public async Task A_message_is_noted_and_there_is_to_be_said_of_whom_it_is_and_what_it_says()
    {
        await using var host = await StartAsync();
        var device = await OpenAsync(host, Anna, "a");
        var note = await SendAsync(host);
        Assert.Equal((Anna, Bao, MessageKind.Text), (note.Uin, note.Peer, note.Kind));
        var look = (await host.Push.LookAsync(note, Cancelled))!;
        Assert.Equal((false, "hello", "n"), (look.IsPageOpen, look.Item.Text, look.Nick));
        Assert.Equal([(device, Target("a"))], look.Targets);
    }

    [Fact]
    public async Task Without_a_browser_that_is_to_be_told_nothing_is_noted()
    {
        await using var host = await StartAsync();
        await OpenAsync(host, Anna);
        await host.SendAsync(Bao, Anna, "hello");
        Assert.Empty(host.Pushes.Take());
    }

    [Fact]
    public async Task What_the_account_sends_is_not_noted_to_itself_neither()
    {
        await using var host = await StartAsync();
        var device = await OpenAsync(host, Anna, "a");
        foreach (var to in new[] { Bao, Anna })
            await host.Log.SendAsync(Anna, device, Desk, to, "hi", null, Cancelled);
        Assert.Empty(host.Pushes.Take());
    }

    [Fact]
    public async Task A_browser_that_has_a_stream_open_is_said_to_and_a_program_is_none()
    {
        await using var host = await StartAsync();
        var page = await OpenAsync(host, Anna, "a");
        var program = (await host.Devices.OpenAsync(Anna, DeviceKind.Program, "", Desk, null, Cancelled))!.Id;
        var note = await SendAsync(host);
        using (await host.Devices.AttachAsync(Anna, program, Desk, new CountingSignal(), Cancelled))
            Assert.False((await host.Push.LookAsync(note, Cancelled))!.IsPageOpen);
        using (await host.Devices.AttachAsync(Anna, page, Desk, new CountingSignal(), Cancelled))
            Assert.True((await host.Push.LookAsync(note, Cancelled))!.IsPageOpen);
    }

    [Theory]
    [InlineData("read")]
    [InlineData("deleted")]
    [InlineData("muted")]
    [InlineData("blocked")]
    [InlineData("unsubscribed")]
    [InlineData("signed out")]
    [InlineData("the password is another")]
    [InlineData("the session is over")]
    [InlineData("the account is gone")]
    public async Task There_is_nothing_to_be_said_any_more(string because)
    {
        await using var host = await StartAsync();
        var device = await OpenAsync(host, Anna, "a");
        var note = await SendAsync(host);
        Assert.NotNull(await host.Push.LookAsync(note, Cancelled));
        await (because switch
        {
            "read" => host.Log.MarkReadAsync(Anna, device, Bao, note.Number, Cancelled).AsTask(),
            "deleted" => host.Log.DeleteAsync(Anna, device, note.Number, Cancelled).AsTask(),
            "muted" => DoAsync(host, device, new Operation.MarkPeer(Bao, null, true)),
            "blocked" => DoAsync(host, device, new Operation.MarkPeer(Bao, true, null)),
            "unsubscribed" => host.Push.UnsubscribeAsync(Anna, device, null, Cancelled).AsTask(),
            "signed out" => host.Devices.CloseAsync(Anna, device, Cancelled).AsTask(),
            "the password is another" => host.Administration.SetPasswordAsync(Anna, "other", Cancelled),
            "the account is gone" => host.Administration.DeleteAsync(Anna, Cancelled),
            _ => PassAsync(DeviceSession.LongestUnused),
        });
        Assert.Null(await host.Push.LookAsync(note, Cancelled));
    }

    private Task PassAsync(TimeSpan time)
    {
        _time.Pass(time);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_is_read_is_told_apart_by_conversation_however_many_there_are()
    {
        await using var host = await StartAsync();
        var device = await OpenAsync(host, Anna, "a");
        var note = await SendAsync(host);
        for (uint at = 0; at < 45; at++)
        {
            await host.AddAsync(new(20_000 + at));
            await host.LoginAsync(new(20_000 + at));
            await host.SendAsync(new(20_000 + at), Anna, "hi");
        }

        var others = host.Pushes.Take();
        await host.Log.MarkReadAsync(Anna, device, others[^1].Peer, others[^1].Number, Cancelled);
        Assert.NotNull(await host.Push.LookAsync(note, Cancelled));
        Assert.Null(await host.Push.LookAsync(others[^1], Cancelled));
        await host.Log.MarkReadAsync(Anna, device, Bao, note.Number, Cancelled);
        Assert.Null(await host.Push.LookAsync(note, Cancelled));
    }

    [Fact]
    public async Task A_browser_is_one_account_s_and_one_session_s_whoever_signs_in_there_last()
    {
        await using var host = await StartAsync();
        await OpenAsync(host, Anna, "same");
        var second = await OpenAsync(host, Anna, "same");
        Assert.Equal([second], (await host.Push.LookAsync(await SendAsync(host), Cancelled))!.Targets.Select(target => target.Device));
        await OpenAsync(host, Bao, "same");
        await host.SendAsync(Bao, Anna, "hello");
        Assert.Empty(host.Pushes.Take());
    }

    [Fact]
    public async Task A_subscription_is_dropped_only_where_it_is_still_the_one_that_is_gone()
    {
        await using var host = await StartAsync();
        var device = await OpenAsync(host, Anna, "new");
        Assert.False(await host.Push.UnsubscribeAsync(Anna, device, Target("old").Endpoint, Cancelled));
        Assert.True(await host.Push.UnsubscribeAsync(Anna, device, Target("new").Endpoint, Cancelled));
        Assert.False(await host.Push.UnsubscribeAsync(Anna, device, null, Cancelled));
        Assert.IsType<Answer.NotLoggedIn>((await host.Push.SubscribeAsync(Anna, 9, Target("x"), Cancelled)).Answer);
    }

    [Fact]
    public async Task It_is_so_after_a_restart_also_for_an_account_that_is_not_in_memory()
    {
        await using (var first = await StartAsync())
            await OpenAsync(first, Anna, "a");
        await using var again = await StartAsync(isFirst: false);
        await again.LoginAsync(Bao);
        var note = await SendAsync(again, "你好");
        Assert.Equal("你好", (await again.Push.LookAsync(note, Cancelled))!.Item.Text);
    }

    [Fact]
    public async Task A_request_and_its_answer_are_noted_too()
    {
        await using var host = await StartAsync();
        var device = await OpenAsync(host, Anna, "a");
        await host.Account.EditAsync(Anna, device, new([], Core.Profiles.WhoMayAdd.Verify, null, null, null, null, null, null), Cancelled);
        await host.AskAsync(Bao, new Operation.AskFriend(Anna, "我是阿宝"));
        var note = Assert.Single(host.Pushes.Take());
        Assert.Equal(MessageKind.FriendRequest, note.Kind);
        Assert.Equal("我是阿宝", (await host.Push.LookAsync(note, Cancelled))!.Item.Text);
    }
}
