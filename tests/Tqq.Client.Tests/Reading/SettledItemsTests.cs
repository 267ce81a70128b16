using Tqq.Protocol.Replies;

namespace Tqq.Client.Tests.Reading;

/// <summary>What was settled is known again by its number and its content.</summary>
public sealed class SettledItemsTests
{
    private static readonly UInt128 Hello = SettledItems.FingerprintOf(new(9, 10002, "hello"));

    private readonly SettledItems _settled = new(2);

    [Fact]
    public void Number_and_content_have_to_agree()
    {
        _settled.Add(41, Hello);
        Assert.True(_settled.Contains(41, Hello));
        Assert.False(_settled.Contains(42, Hello));
        Assert.False(_settled.Contains(41, SettledItems.FingerprintOf(new(9, 10002, "other"))));
    }

    [Fact]
    public void Content_is_the_kind_the_sender_and_the_text()
    {
        MessageItem[] others = [new(2, 10002, "hello"), new(9, 10003, "hello"), new(9, 10002, "hello ")];
        Assert.DoesNotContain(Hello, others.Select(SettledItems.FingerprintOf));
        Assert.Equal(Hello, SettledItems.FingerprintOf(new(9, 10002, "hello")));
    }

    [Fact]
    public void A_number_that_is_given_out_again_takes_no_second_place()
    {
        _settled.Add(41, Hello);
        _settled.Add(42, Hello);
        _settled.Add(41, SettledItems.FingerprintOf(new(9, 10002, "other")));
        Assert.False(_settled.Contains(41, Hello));
        Assert.True(_settled.Contains(42, Hello));
    }

    [Fact]
    public void The_oldest_are_forgotten_where_they_are_too_many()
    {
        for (var number = 41; number <= 43; number++)
            _settled.Add(number, Hello);
        Assert.Equal([false, true, true], Enumerable.Range(41, 3).Select(number => _settled.Contains(number, Hello)));
    }
}
