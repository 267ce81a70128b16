using System.Net.Sockets;
using Tqq.Core.Mail;
using Tqq.Core.Operations;

namespace Tqq.Server.Tests.Wire.Receipts;

/// <summary>
/// A client that counts comes where one that does not has been handed messages (protocol.md §4): the counts say nothing of those.
/// </summary>
public sealed class CountsBesideTests
{
    // More than a client that does not read holds, and less than both sides hold.
    private static readonly string MediumText = new('x', 8_000);

    // Only who has a key counts.
    private static readonly string Counting = $"&AK=0&SK={new string('A', 22)}";

    private readonly ScriptedMessenger _messenger = new();

    public CountsBesideTests() => Hands(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private void Hands(long number) =>
        _messenger.Answers = _ =>
            new Answer.HandedOut(number, [new Message(1, MessageKind.FriendRequest, new(10002), MediumText, default)]);

    [Theory]
    [InlineData("List", "")]
    [InlineData("Login", "&SK=?&PS=0123456789abcdef0123456789abcdef&LC=9326B87B234E7235")]
    [InlineData("Logout", "")]
    public async Task A_request_with_a_count_waits_for_the_confirmation_of_a_reply_to_one_without(string command, string fields)
    {
        await using var host = await SocketHost.StartAsync(_messenger);
        using var first = await host.AskWithoutReadingAsync(Cancel);
        _messenger.Answers = _ => Answer.Done.Instance;
        using var second = await host.AskAsync(command, 2, Cancel, fields + Counting);
        var reply = second.ReceiveAsync(new byte[4096], Cancel).AsTask();
        await first.ReadToAsync("x,", Cancel);
        await using var other = new NetworkStream(await host.ConnectAsync(), ownsSocket: true);
        Assert.True(await host.TurnUntilAsync(reply, other, Cancel) >= TimeSpan.FromMilliseconds(100));
        Assert.Contains((5, true), _messenger.TakeReports());
    }

    [Fact]
    public async Task Once_a_client_that_counts_was_handed_the_messages_nobody_waits_for_the_earlier_reply()
    {
        await using var host = await SocketHost.StartAsync(_messenger);
        using var first = await host.AskWithoutReadingAsync(Cancel);
        Hands(6);
        using var second = await host.AskAsync("GetMsgEx", 2, Cancel, Counting);
        var reply = second.ReadToAsync("&FI=1", Cancel);
        await using (var other = new NetworkStream(await host.ConnectAsync(), ownsSocket: true))
            await host.TurnUntilAsync(reply, other, Cancel);
        _messenger.Answers = _ => Answer.Done.Instance;
        // The clock stands still.
        using var third = await host.AskAsync("Logout", 3, Cancel, Counting);
        await third.ReadToAsync("RES=0", Cancel);
    }
}
