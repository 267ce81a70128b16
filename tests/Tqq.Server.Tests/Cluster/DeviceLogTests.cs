using Tqq.Core;
using Tqq.Core.Log;
using Tqq.Core.Operations;

namespace Tqq.Server.Tests.Cluster;

/// <summary>The devices of an account share one log: what one does, the others read.</summary>
public sealed class DeviceLogTests : DeviceLogs
{
    [Fact]
    public async Task What_one_device_sends_and_what_comes_in_the_others_read_once_and_in_order()
    {
        var (host, device) = await StartAsync();
        await using var _ = host;
        var first = (await SendAsync(host, device, "hello")).Number!.Value;
        await host.SendAsync(Bao, Anna, "hi");
        var all = (await host.Log.ReadAsync(Anna, device, null, 0, 100, Cancelled))!;
        Assert.Equal(["> hello", "< hi"], all.Items.Select(Of));
        Assert.Equal(first, all.Items[0].Number);
        Assert.False(all.BeginsAnew);
        await SendAsync(host, device, "how are you?");
        var more = (await host.Log.ReadAsync(Anna, device, all.Epoch, all.Items[^1].Number, 100, Cancelled))!;
        Assert.Equal(["> how are you?"], more.Items.Select(Of));
        Assert.Empty((await host.Log.ReadAsync(Anna, device, all.Epoch, more.Items[^1].Number, 100, Cancelled))!.Items);
        Assert.Equal(["> how are you?", "< hi", "> hello"],
            (await host.Log.ReadPageAsync(Anna, device, Bao, long.MaxValue, 50, Cancelled))!.Value.Select(Of));
        Assert.Equal(["> hello"], (await host.Log.ReadPageAsync(Anna, device, null, all.Items[1].Number, 50, Cancelled))!.Value.Select(Of));
    }

    [Fact]
    public async Task A_whole_conversation_is_deleted_in_steps_and_others_stay()
    {
        var (host, device) = await StartAsync();
        await using var _ = host;
        await host.AddAsync(new(10003));
        await host.LoginAsync(new(10003));
        await host.SendAsync(new(10003), Anna, "stays");
        for (var number = 0; number < 101; number++)
        {
            Time.Pass(TimeSpan.FromSeconds(1));
            await host.SendAsync(Bao, Anna, $"{number}");
        }

        var (before, steps) = (long.MaxValue, 0);
        for (; before > 0; steps++)
            before = (await host.Log.DeleteSomeAsync(Anna, device, Bao, before, Cancelled))!.Value;
        Assert.Equal(2, steps);
        Assert.Equal("stays", Assert.Single((await host.Log.ListConversationsAsync(Anna, device, long.MaxValue, 9, Cancelled))!.Value)
            .LastItem!.Text);
        Assert.All((await host.Log.ReadPageAfterAsync(Anna, device, Bao, 0, 200, Cancelled))!.Value, item =>
            Assert.Equal(LogKind.Deleted, item.Kind));
        Assert.Null(await host.Log.DeleteSomeAsync(Anna, device + 1, Bao, long.MaxValue, Cancelled));
        Assert.Null(await host.Log.ReadPageAfterAsync(Anna, device + 1, Bao, 0, 9, Cancelled));
        await host.LoginAsync(Anna);
        Assert.Equal(["stays"], await host.FetchAsync(Anna));
    }

    [Fact]
    public async Task A_device_finds_what_was_sent_or_came_in_a_moment_ago_and_nobody_else_does()
    {
        var (host, device) = await StartAsync();
        await using var _ = host;
        await SendAsync(host, device, "今天天气很好");
        await host.SendAsync(Bao, Anna, "the WEATHER is fine");
        var found = (await host.Log.SearchAsync(Anna, device, "天气", null, long.MaxValue, 50, Cancelled))!;
        Assert.Equal(["> 今天天气很好"], found.Items.Select(Of));
        Assert.Null(found.Next);
        Assert.Equal(["< the WEATHER is fine"],
            (await host.Log.SearchAsync(Anna, device, "fine wea", Bao, long.MaxValue, 50, Cancelled))!.Items.Select(Of));
        Assert.Empty((await host.Log.SearchAsync(Anna, device, "天气", new(10003), long.MaxValue, 50, Cancelled))!.Items);
        Assert.Empty((await host.Log.SearchAsync(Anna, device, "\"", null, long.MaxValue, 50, Cancelled))!.Items);
        Assert.Null(await host.Log.SearchAsync(Anna, device + 1, "天气", null, long.MaxValue, 50, Cancelled));
        Assert.Null(await host.Log.SearchAsync(Bao, device, "天气", null, long.MaxValue, 50, Cancelled));
    }

    [Fact]
    public async Task What_is_marked_read_and_deleted_other_devices_hear_of_and_a_later_login_is_not_handed_it()
    {
        var (host, device) = await StartAsync();
        await using var _ = host;
        foreach (var text in new[] { "one", "two", "three" })
            await host.SendAsync(Bao, Anna, text);
        var items = (await host.Log.ReadAsync(Anna, device, null, 0, 100, Cancelled))!.Items;
        Assert.Equal(3, Assert.Single((await host.Log.ListConversationsAsync(Anna, device, long.MaxValue, 10, Cancelled))!.Value).Unread);

        var signal = new CountingSignal();
        using var attachment = await host.Devices.AttachAsync(Anna, device, Desk, signal, Cancelled);
        await signal.NextAsync();
        Assert.True(await host.Log.MarkReadAsync(Anna, device, Bao, items[0].Number, Cancelled));
        await signal.NextAsync();
        Assert.True(await host.Log.DeleteAsync(Anna, device, items[1].Number, Cancelled));
        var news = (await host.Log.ReadAsync(Anna, device, null, items[^1].Number, 100, Cancelled))!.Items;
        Assert.Equal([$"Read {items[0].Number}", $"Deletion {items[1].Number}"], news.Select(Of));
        Assert.Equal(["< three", "Deleted", "< one"],
            (await host.Log.ReadPageAsync(Anna, device, Bao, long.MaxValue, 50, Cancelled))!.Value.Select(Of));
        await host.LoginAsync(Anna);
        Assert.Equal(["three"], await host.FetchAsync(Anna));
    }

    [Fact]
    public async Task A_device_that_knows_numbers_of_another_epoch_or_of_none_that_there_were_begins_anew()
    {
        var (host, device) = await StartAsync();
        await using var _ = host;
        await host.SendAsync(Bao, Anna, "hi");
        var known = (await host.Log.ReadAsync(Anna, device, null, 0, 100, Cancelled))!;
        foreach (var (epoch, after) in new[] { (known.Epoch + 1, 0), (known.Epoch, known.Last + 1) })
        {
            var read = (await host.Log.ReadAsync(Anna, device, epoch, after, 100, Cancelled))!;
            Assert.True(read.BeginsAnew);
            Assert.Empty(read.Items);
            Assert.Equal(known.Last, read.Last);
        }
    }

    [Fact]
    public async Task Of_numbers_that_are_of_nothing_nothing_is_marked_deleted_or_read()
    {
        var (host, device) = await StartAsync();
        await using var _ = host;
        await host.SendAsync(Bao, Anna, "hi");
        var before = (await host.Log.ReadAsync(Anna, device, null, 0, 100, Cancelled))!;
        foreach (var peer in (uint[])[0, 5, 10_000, 10_003, uint.MaxValue])
        {
            Assert.False(await host.Log.MarkReadAsync(Anna, device, new(peer), 1, Cancelled));
            Assert.Empty((await host.Log.ReadPageAsync(Anna, device, new(peer), long.MaxValue, 100, Cancelled))!.Value);
            Assert.IsNotType<Answer.Done>((await host.Log.SendAsync(Anna, device, Desk, new(peer), "hi", null, Cancelled)).Outcome.Answer);
        }

        foreach (var number in (long[])[long.MinValue, -1, 0])
        {
            Assert.False(await host.Log.MarkReadAsync(Anna, device, Bao, number, Cancelled));
            Assert.False(await host.Log.DeleteAsync(Anna, device, number, Cancelled));
            Assert.Empty((await host.Log.ReadPageAsync(Anna, device, null, number, 100, Cancelled))!.Value);
            Assert.Empty((await host.Log.ListConversationsAsync(Anna, device, number, 100, Cancelled))!.Value);
            var limit = (int)Math.Max(number, int.MinValue);
            Assert.Single((await host.Log.ReadPageAsync(Anna, device, null, long.MaxValue, limit, Cancelled))!.Value);
        }

        foreach (var number in (long[])[before.Last + 1, long.MaxValue])
        {
            Assert.False(await host.Log.DeleteAsync(Anna, device, number, Cancelled));
            Assert.True((await host.Log.ReadAsync(Anna, device, null, number, 100, Cancelled))!.BeginsAnew);
        }

        Assert.True((await host.Log.ReadAsync(Anna, device, null, -1, 100, Cancelled))!.BeginsAnew);
        var after = (await host.Log.ReadAsync(Anna, device, null, 0, 100, Cancelled))!;
        Assert.Equal((before.Last, "< hi"), (after.Last, Of(Assert.Single(after.Items))));
        // A number above the last means the last.
        Assert.True(await host.Log.MarkReadAsync(Anna, device, Bao, long.MaxValue, Cancelled));
        var known = Assert.Single((await host.Log.ListConversationsAsync(Anna, device, long.MaxValue, 10, Cancelled))!.Value);
        Assert.Equal((before.Last, 0), (known.ReadThrough, known.Unread));
        // What is read already is read: no device hears of that again.
        var end = (await host.Log.ReadAsync(Anna, device, null, 0, 100, Cancelled))!.Last;
        Assert.True(await host.Log.MarkReadAsync(Anna, device, Bao, long.MaxValue, Cancelled));
        Assert.Equal(end, (await host.Log.ReadAsync(Anna, device, null, 0, 100, Cancelled))!.Last);
    }

    [Fact]
    public async Task Nothing_is_read_or_changed_in_a_session_that_is_closed()
    {
        var (host, device) = await StartAsync();
        await using var _ = host;
        await host.SendAsync(Bao, Anna, "hi");
        await host.Devices.CloseAsync(Anna, device, Cancelled);
        foreach (var uin in (Uin[])[Anna, Uin.System])
        {
            Assert.Null(await host.Log.ReadAsync(uin, device, null, 0, 100, Cancelled));
            Assert.Null(await host.Log.ReadPageAsync(uin, device, null, long.MaxValue, 100, Cancelled));
            Assert.Null(await host.Log.ListConversationsAsync(uin, device, long.MaxValue, 100, Cancelled));
            Assert.False(await host.Log.MarkReadAsync(uin, device, Bao, 1, Cancelled));
            Assert.False(await host.Log.DeleteAsync(uin, device, 1, Cancelled));
            Assert.IsType<Answer.NotLoggedIn>((await host.Log.SendAsync(uin, device, Desk, Bao, "hi", null, Cancelled)).Outcome.Answer);
        }
    }
}
