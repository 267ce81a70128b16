using System.Collections.Immutable;
using Tqq.Core.Mail;

namespace Tqq.Core.Tests.Accounts;

/// <summary>A mailbox knows how many messages wait without having seen their texts, and counts again where some of them turn out to be damaged.</summary>
public sealed class MailboxCountTests
{
    private static ImmutableArray<Message> Texts(params ReadOnlySpan<long> ids)
    {
        var texts = ImmutableArray.CreateBuilder<Message>();
        foreach (var id in ids)
            texts.Add(new(id, MessageKind.Text, new(10002), "hi", default));
        return texts.DrainToImmutable();
    }

    // The first handing-out was received.
    private static Delivery? Next(Mailbox mailbox)
    {
        mailbox.Report(1, HandoutFate.Confirmed(TimeSpan.Zero));
        return mailbox.NextRequest(null, TimeSpan.Zero);
    }

    [Fact]
    public void One_notice_that_stands_for_several_damaged_messages_leaves_nothing_waiting_when_it_is_acknowledged()
    {
        var mailbox = new Mailbox(lastId: 9, new(2, 2, 6), waiting: 5, bytes: 15);
        Assert.Equal(2, mailbox.ReadFrom(100));
        mailbox.Read(Texts(5, 7, 9), areAll: true, 100);
        Assert.Equal(3, mailbox.HandOut(new(WireLimits.None, isShort: false, counts: false), isCounted: false, TimeSpan.Zero).Items.Length);
        Assert.Equal(new Delivery(9, 7, 21), Next(mailbox));
        Assert.Equal((0, null), (mailbox.Waiting, mailbox.ReadFrom(100)));
    }

    [Fact]
    public void A_message_that_is_read_before_it_is_said_to_have_arrived_is_counted_once()
    {
        var mailbox = new Mailbox(lastId: 1, default, waiting: 1, bytes: 2);
        var arriving = new Message(mailbox.Reserve("hi"), MessageKind.Text, new(10002), "hi", default);
        mailbox.Read(Texts(1, 2), areAll: true, 100);
        mailbox.Arrived(arriving, hasSession: true, 100);
        Assert.Equal(2, mailbox.Waiting);
        mailbox.HandOut(new(WireLimits.None, isShort: false, counts: false), isCounted: false, TimeSpan.Zero);
        Assert.Equal(new Delivery(2, 2, 4), Next(mailbox));
        Assert.Equal(0, mailbox.Waiting);
    }
}
