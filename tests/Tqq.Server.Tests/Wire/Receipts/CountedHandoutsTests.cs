using Microsoft.Extensions.Time.Testing;
using Tqq.Core;
using Tqq.Core.Sessions;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Requests;
using Tqq.Server.Wire.Receipts;

namespace Tqq.Server.Tests.Wire.Receipts;

/// <summary>A client names a handout by the SEQ of its request, the messenger by its number.</summary>
public sealed class CountedHandoutsTests : IDisposable
{
    private static readonly Uin Anna = new(10001);

    private readonly ScriptedMessenger _messenger = new();
    private readonly FakeTimeProvider _time = new();
    private readonly CountedHandouts _counted;

    public CountedHandoutsTests() => _counted = new(_messenger, _time);

    public void Dispose() => _counted.Dispose();

    private static Seq Named(string text)
    {
        Assert.True(Seq.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out var seq));
        return seq;
    }

    private HandoutReceipt Had(uint count, string seq) => _counted.Find(Anna, new Receipt(count, Named(seq)));

    [Fact]
    public void What_a_client_had_is_of_the_last_handout_that_it_names()
    {
        _counted.Note(Anna, Named("one"), HandoutReceipt.None, 7);
        Assert.Equal(new HandoutReceipt(7, 2), Had(2, "one"));
        Assert.Equal(HandoutReceipt.None, Had(2, "other"));
        _counted.Note(Anna, Named("two"), Had(2, "one"), 8);
        Assert.Equal(HandoutReceipt.None, Had(2, "one"));
        Assert.Equal(new HandoutReceipt(8, 1), Had(1, "two"));
    }

    [Fact]
    public void An_answer_that_comes_late_does_not_take_the_place_of_a_newer_handout()
    {
        _counted.Note(Anna, Named("newer"), HandoutReceipt.None, 8);
        _counted.Note(Anna, Named("older"), HandoutReceipt.None, 7);
        Assert.Equal(8, Had(1, "newer").Handout);
    }

    [Fact]
    public void Where_nothing_waits_behind_what_was_had_nothing_is_remembered_and_what_another_connection_was_handed_is()
    {
        _counted.Note(Anna, Named("one"), HandoutReceipt.None, 7);
        _counted.Note(Anna, Named("elsewhere"), HandoutReceipt.None, 0);
        Assert.Equal(7, Had(1, "one").Handout);
        _counted.Note(Anna, Named("two"), Had(1, "one"), 0);
        Assert.Equal(HandoutReceipt.None, Had(1, "one"));
    }

    [Fact]
    public void Of_a_client_that_never_comes_back_nothing_is_remembered_when_its_session_is_over()
    {
        Uin bao = new(10002);
        _counted.Note(Anna, Named("one"), HandoutReceipt.None, 7);
        _counted.Note(bao, Named("one"), HandoutReceipt.None, 8);
        _messenger.IsOnline = uin => uin == Anna;
        Assert.Equal(2, _counted.Count);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((1, 7), (_counted.Count, Had(1, "one").Handout));
    }
}
