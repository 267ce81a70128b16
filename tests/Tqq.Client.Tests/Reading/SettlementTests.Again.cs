using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Tests.Reading;

/// <summary>What comes again after a server or a session was lost.</summary>
public sealed partial class SettlementTests
{
    [Fact]
    public async Task What_was_settled_is_skipped_by_its_number_when_a_server_that_died_hands_it_out_again()
    {
        var mailbox = new CountingMailbox();
        mailbox.Write("a", "b");
        await using var server = new StubServer(mailbox.Answer);
        await using var client = await Guest.SignInAsync(server);
        await ReadAsync(client, 2);
        await client.AcknowledgeAsync(Now);
        Assert.Empty(mailbox.Waiting);
        mailbox.Write("c");
        Assert.Equal(["c"], Texts(await client.PeekAsync(Now)));
        mailbox.Die(41, "a", "b");
        Assert.Equal(["c"], Texts(await ReadAsync(client, 1)));
        mailbox.Write("d");
        Assert.Equal(["d"], Texts(await ReadAsync(client, 1)));
        await client.AcknowledgeAsync(Now);
        Assert.Empty(mailbox.Waiting);
    }

    [Theory]
    [InlineData(new string[] { "a" }, "new")]
    [InlineData(new string[] { "a", "b" }, "b")]
    [InlineData(new string[] { "another" }, "another")]
    public async Task After_a_new_login_what_was_settled_is_skipped_where_its_number_comes_again_with_its_text(string[] again, string next)
    {
        var (mailbox, isGone) = (new CountingMailbox(), false);
        mailbox.Write("a");
        await using var server = new StubServer(request =>
        {
            if (!isGone || request.Command == "LOGIN")
                return mailbox.Answer(request);
            isGone = false;
            return StubReply.To(request, 20);
        });
        await using var client = await Guest.SignInAsync(server);
        await ReadAsync(client, 1);
        await client.AcknowledgeAsync(Now);
        // The server died before that was on disk; or it was restored from a backup, and another text has the number.
        isGone = true;
        mailbox.Die(41, again);
        mailbox.Write("new");
        Assert.Equal([next], Texts(await ReadAsync(client, 1)));
    }

    [Fact]
    public async Task An_item_in_hand_does_not_come_twice_when_its_session_is_lost()
    {
        var (mailbox, isGone) = (new CountingMailbox(), false);
        mailbox.Write("in hand");
        await using var server = new StubServer(request =>
        {
            if (!isGone || request.Command == "LOGIN")
                return mailbox.Answer(request);
            isGone = false;
            mailbox.Die(0);
            return StubReply.To(request, 20);
        });
        await using var client = await Guest.SignInAsync(server);
        await using var reading = client.ReadAsync(Now).GetAsyncEnumerator(Now);
        Assert.True(await reading.MoveNextAsync());
        var inHand = reading.Current;
        isGone = true;
        mailbox.Write("next");
        Assert.True(await reading.MoveNextAsync());
        Assert.Equal(new Incoming.Message(7, "next"), reading.Current);
        client.Settle(inHand);
        client.Settle(reading.Current);
        await client.AcknowledgeAsync(Now);
        Assert.Empty(mailbox.Waiting);
    }
}
