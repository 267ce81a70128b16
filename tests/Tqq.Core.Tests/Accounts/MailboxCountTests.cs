using System.Collections.Immutable;
using Tqq.Core.Mail;

namespace Tqq.Core.Tests.Accounts;

/// <summary>
/// A mailbox knows how many messages wait without having seen their texts, and counts again where some of them turn out to be damaged.
/// </summary>
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
    public void What_waits_behind_a_reply_that_was_full_is_not_forgotten_when_all_of_it_is_read_and_not_all_is_kept()
    {
        var mailbox = new Mailbox(lastId: 8, default, waiting: 8, bytes: 16);
        var limits = WireLimits.None with { BytesAtOnce = 4 };
        var delivered = 0L;
        for (var reply = 1; mailbox.Waiting > 0; reply++)
        {
            if (mailbox.ReadFrom(most: 5) is { } after)
                mailbox.Read(Texts([.. Enumerable.Range(1, 8).Select(id => (long)id).Where(id => id > after).Take(5)]), areAll: after > 3,
                    5);
            var (number, items, _) = mailbox.HandOut(new(limits, isShort: false, counts: false), isCounted: false, TimeSpan.Zero);
            mailbox.Report(number, HandoutFate.Confirmed(TimeSpan.Zero));
            delivered += items.Length;
            mailbox.NextRequest(null, TimeSpan.Zero);
        }

        Assert.Equal(8, delivered);
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
