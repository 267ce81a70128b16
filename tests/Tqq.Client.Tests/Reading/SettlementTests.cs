using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Tests.Reading;

/// <summary>An item is settled, or comes again.</summary>
public sealed partial class SettlementTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>Reads so many items and settles those that are wanted.</summary>
    private static async Task<List<Incoming>> ReadAsync(TqqClient client, int count, Func<Incoming, bool>? settles = null)
    {
        var read = new List<Incoming>();
        await foreach (var item in client.ReadAsync(Now))
        {
            read.Add(item);
            if (settles?.Invoke(item) ?? true)
                client.Settle(item);
            if (read.Count == count)
                break;
        }

        return read;
    }

    private static IEnumerable<string> Texts(IEnumerable<Incoming> items) =>
        items.Select(item => item is Incoming.Message message ? message.Text : $"{item}");

    [Fact]
    public async Task An_exception_in_the_body_of_the_loop_settles_nothing()
    {
        var mailbox = new CountingMailbox();
        mailbox.Write("a", "b");
        await using var server = new StubServer(mailbox.Answer);
        await using (var client = await Guest.SignInAsync(server))
        {
            await Assert.ThrowsAsync<FormatException>(async () =>
            {
                await foreach (var item in client.ReadAsync(Now))
                    throw new FormatException();
            });
            Assert.Equal(["a", "b"], Texts(await ReadAsync(client, 2, settles: _ => false)));
        }

        Assert.Equal(["a", "b"], mailbox.Waiting);
    }

    [Fact]
    public async Task An_item_that_was_not_settled_comes_to_the_next_loop_and_the_next_client()
    {
        var mailbox = new CountingMailbox();
        mailbox.Write("a", "b", "c");
        await using var server = new StubServer(mailbox.Answer);
        await using (var client = await Guest.SignInAsync(server))
        {
            await ReadAsync(client, 3, settles: item => item is Incoming.Message { Text: "b" });
            Assert.Equal(["a", "c"], Texts(await ReadAsync(client, 2, settles: item => item is Incoming.Message { Text: "a" })));
        }

        await using var next = await Guest.SignInAsync(server);
        Assert.Equal(["c"], Texts(await next.PeekAsync(Now)));
    }

    [Fact]
    public async Task Only_the_longest_settled_prefix_is_acknowledged()
    {
        var mailbox = new CountingMailbox();
        mailbox.Write("a", "b", "c", "d");
        await using var server = new StubServer(mailbox.Answer);
        await using var client = await Guest.SignInAsync(server);
        var items = await client.PeekAsync(Now);
        client.Settle(items[1]);
        client.Settle(items[3]);
        await client.AcknowledgeAsync(Now);
        Assert.Equal(["a", "b", "c", "d"], mailbox.Waiting);
        client.Settle(items[0]);
        client.Settle(items[0]);
        await client.AcknowledgeAsync(Now);
        Assert.Equal(["c", "d"], mailbox.Waiting);
    }

    [Fact]
    public async Task New_items_come_while_earlier_ones_are_unsettled_and_none_comes_twice()
    {
        var mailbox = new CountingMailbox();
        mailbox.Write("same", "same");
        mailbox.Notice(7, 10);
        await using var server = new StubServer(mailbox.Answer);
        await using var client = await Guest.SignInAsync(server);
        List<Incoming> read = [];
        await foreach (var item in client.ReadAsync(Now))
        {
            read.Add(item);
            if (read.Count == 3)
            {
                client.Settle(read[1]);
                mailbox.Write("same");
                mailbox.Notice(7, 20);
                mailbox.Notice(7, 10);
            }
            else if (read.Count == 6)
            {
                client.Settle(read[0]);
                mailbox.Write("last");
            }
            else if (read.Count == 7)
            {
                break;
            }
        }

        Assert.Equal(
            [
                new Incoming.Message(7, "same"), new Incoming.Message(7, "same"), new Incoming.PresenceChange(7, UserStatus.Online),
                    new Incoming.Message(7, "same"),
                new Incoming.PresenceChange(7, UserStatus.Offline), new Incoming.PresenceChange(7, UserStatus.Online),
                    new Incoming.Message(7, "last"),
            ],
            read);
    }

    [Fact]
    public async Task A_server_without_numbers_is_not_asked_for_more_while_an_item_is_unsettled()
    {
        var mailbox = new CountingMailbox(numbers: false);
        mailbox.Write("same");
        await using var server = new StubServer(mailbox.Answer);
        await using var client = await Guest.SignInAsync(server);
        await using var reading = client.ReadAsync(Now).GetAsyncEnumerator(Now);
        Assert.True(await reading.MoveNextAsync());
        mailbox.Write("same");
        var (first, next) = (reading.Current, reading.MoveNextAsync().AsTask());
        for (var beat = 0; beat < 5; beat++)
            await client.CountFriendsAsync(Now);
        Assert.Equal((1, false), (server.Count("GETMSGEX"), next.IsCompleted));
        client.Settle(first);
        Assert.True(await next);
        Assert.Empty(mailbox.Waiting[1..]);
    }

    [Fact]
    public async Task A_full_window_is_not_asked_for_more_until_its_first_item_is_settled()
    {
        var mailbox = new CountingMailbox();
        mailbox.Write([.. Enumerable.Range(0, 101).Select(number => $"{number}")]);
        await using var server = new StubServer(mailbox.Answer);
        await using var client = await Guest.SignInAsync(server);
        await using var reading = client.ReadAsync(Now).GetAsyncEnumerator(Now);
        List<Incoming> read = [];
        for (; read.Count < 100; read.Add(reading.Current))
            Assert.True(await reading.MoveNextAsync());
        read[1..].ForEach(client.Settle);
        var next = reading.MoveNextAsync().AsTask();
        for (var beat = 0; beat < 5; beat++)
            await client.CountFriendsAsync(Now);
        Assert.Equal((1, false), (server.Count("GETMSGEX"), next.IsCompleted));
        client.Settle(read[0]);
        Assert.True(await next);
        Assert.Equal(new Incoming.Message(7, "100"), reading.Current);
    }

    [Fact]
    public async Task Acknowledging_costs_no_request_where_the_server_knows()
    {
        var mailbox = new CountingMailbox();
        mailbox.Write("a");
        await using var server = new StubServer(mailbox.Answer);
        await using var client = await Guest.SignInAsync(server);
        await client.AcknowledgeAsync(Now);
        await ReadAsync(client, 1);
        Task[] together = [client.AcknowledgeAsync(Now), client.AcknowledgeAsync(Now), client.AcknowledgeAsync(Now)];
        await Task.WhenAll(together);
        Assert.Equal(["LOGIN", "GETMSGEX", "LIST"], server.Requests.Select(request => request.Command));
    }

    [Fact]
    public async Task A_copy_of_an_item_cannot_be_settled()
    {
        var mailbox = new CountingMailbox();
        mailbox.Write("a");
        await using var server = new StubServer(mailbox.Answer);
        await using var client = await Guest.SignInAsync(server);
        var item = (Incoming.Message)Assert.Single(await client.PeekAsync(Now));
        Assert.Throws<ArgumentException>(() => client.Settle(item with { }));
        client.Settle(item);
    }
}
