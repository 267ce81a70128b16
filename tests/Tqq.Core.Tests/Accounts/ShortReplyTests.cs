using CsCheck;
using Tqq.Core.Commands;
using Tqq.Core.Limits;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Rules;

namespace Tqq.Core.Tests.Accounts;

/// <summary>
/// Short replies, which may end inside a text (protocol.md §5.9). A piece is ten characters here and takes 300 bytes, so three fit.
/// </summary>
public sealed class ShortReplyTests
{
    private const int Piece = 10;
    private const int Bytes = 300;

    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);

    private readonly Town _town = new(new AccountRules
    {
        Wire = Town.Wire with { SizeOf = message => Cut(message.Text).Count * Bytes, SizesOfPieces = message =>
            [.. Cut(message.Text).Select(_ => Bytes)] },
        Rates = new() { Sending = RateLimit.None, Other = RateLimit.None },
    });

    public ShortReplyTests()
    {
        _town.Add(Anna);
        _town.Add(Bao);
        _town.Login(Anna);
        _town.Login(Bao);
    }

    private static List<string> Cut(string text) => [.. text.Chunk(Piece).Select(piece => new string(piece))];

    private static List<string> PiecesOf(Answer.HandedOut mail)
    {
        var all = mail.Items.Select(item => Cut(item.Text)).ToList();
        if (all.Count > 0 && mail.Cut.Through > 0)
            all[^1] = all[^1][..mail.Cut.Through];
        if (all.Count > 0)
            all[0] = all[0][mail.Cut.Skipped..];
        return [.. all.SelectMany(pieces => pieces)];
    }

    private void Send(params IEnumerable<string> texts)
    {
        foreach (var text in texts)
            _town.Do(Bao, new Operation.SendText(Anna, text, text.Length));
    }

    private Answer.HandedOut Ask(Operation fetch) => Assert.IsType<Answer.HandedOut>(_town.Answer(Anna, fetch));

    private List<string> Fetch() => PiecesOf(Ask(Operation.FetchMessages.Short));

    [Fact]
    public void A_short_reply_ends_inside_a_text_and_the_next_one_goes_on_there()
    {
        Send("1111111111222222222233333", "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff", "x");
        Assert.Equal(["1111111111", "2222222222", "33333"], Fetch());
        Assert.Equal(["aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc"], Fetch());
        Assert.Equal(["dddddddddd", "eeeeeeeeee", "ffffffffff"], Fetch());
        Assert.Equal(["x"], Fetch());
        Assert.Empty(Fetch());
    }

    [Fact]
    public void A_poll_that_finds_nothing_allocates_nothing()
    {
        var (account, caller, now) = (_town[Anna], _town.Caller(), _town.Now);
        foreach (var fetch in (Operation[])[Operation.FetchMessages.Instance, Operation.FetchMessages.Short])
        {
            for (var warmUp = 0; warmUp < 100; warmUp++)
                account.Begin(fetch, caller with { Repetition = new((UInt128)warmUp, 1, now.Uptime) }, now);
            var before = GC.GetAllocatedBytesForCurrentThread();
            account.Begin(fetch, caller, now);
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    [Fact]
    public void A_piece_that_is_longer_than_a_short_reply_goes_out_alone()
    {
        var town = new Town(new AccountRules
        {
            Wire = Town.Wire with { SizeOf = message => 1300 * message.Text.Length, SizesOfPieces = message =>
                [.. message.Text.Select(_ => 1300)] },
        });
        town.Add(Anna);
        town.Login(Anna);
        town.Do(Anna, new Operation.SendText(Anna, "abc", 3));
        foreach (var through in (int[])[1, 2, 0])
            Assert.Equal(new TextCut(through == 0 ? 2 : through - 1, through),
                Assert.IsType<Answer.HandedOut>(town.Answer(Anna, Operation.FetchMessages.Short)).Cut);
    }

    [Fact]
    public void What_a_broken_connection_carried_comes_again_and_nothing_before_it()
    {
        Send("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee");
        Fetch();
        var lost = Ask(Operation.FetchMessages.Short);
        _town[Anna].Mailbox.Report(lost.Handout, HandoutFate.Broken);
        Assert.Equal(["dddddddddd", "eeeeeeeeee"], Fetch());
    }

    [Fact]
    public void An_ordinary_request_of_the_session_gets_the_rest()
    {
        Send("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee", "x");
        Fetch();
        Assert.Equal(["dddddddddd", "eeeeeeeeee", "x"], PiecesOf(Ask(Operation.FetchMessages.Instance)));
    }

    [Fact]
    public void To_an_ordinary_request_no_text_is_split()
    {
        Send(Enumerable.Repeat(new string('a', 40 * Piece), 9));
        Assert.All((int[])[5, 4], count =>
        {
            var mail = Ask(Operation.FetchMessages.Instance);
            Assert.Equal((count, default), (mail.Items.Length, mail.Cut));
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_a_restart_or_a_new_login_the_whole_text_comes(bool restarts)
    {
        Send("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee");
        Fetch();
        _town.Answer(Anna, new Operation.ListFriends(false));
        if (restarts)
            _town.Restart();
        else
            _town.Login(Anna);
        Assert.Equal(["aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc"], Fetch());
        Assert.Equal(["dddddddddd", "eeeeeeeeee"], Fetch());
        Assert.Empty(Fetch());
    }

    [Fact]
    public void Who_acknowledges_by_count_gets_whole_texts()
    {
        Send("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee", "x");
        Fetch();
        var caller = _town.Caller().Having(0, 0);
        var mail = Assert.IsType<Answer.HandedOut>(_town.Do(Anna, Operation.FetchMessages.Short, caller).Answer);
        Assert.Equal((1, default), (mail.Items.Length, mail.Cut));
        Assert.Equal(["x"],
            PiecesOf(Assert.IsType<Answer.HandedOut>(_town.Do(Anna, Operation.FetchMessages.Short,
            _town.Caller().Having(mail.Handout, 1)).Answer)));
    }

    [Fact]
    public void A_repeated_request_gets_the_same_pieces_again()
    {
        Send("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeee");
        Fetch();
        var caller = _town.Caller();
        var first = _town.Do(Anna, Operation.FetchMessages.Short, caller).Answer;
        Assert.Equal(first, _town.Do(Anna, Operation.FetchMessages.Short, caller).Answer);
        Assert.Empty(Fetch());
    }

    [Fact]
    public void Whatever_is_sent_and_whenever_connections_break_all_texts_come_in_order_and_no_piece_that_was_acknowledged_comes_again() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 95].Array[1, 8], Gen.Int[0, 3].Array[40]).Sample(
            (texts, chances) =>
            {
                var run = new ShortReplyTests();
                run.Send(texts);
                var had = new List<string>();
                foreach (var chance in chances)
                {
                    var mail = run.Ask(chance == 3 ? Operation.FetchMessages.Instance : Operation.FetchMessages.Short);
                    run._town[Anna].Mailbox.Report(mail.Handout, chance > 0 ? HandoutFate.Confirmed(run._town.Now.Uptime)
                        : HandoutFate.Broken);
                    if (chance > 0)
                        had.AddRange(PiecesOf(mail));
                }

                while (run.Fetch() is { Count: > 0 } more)
                    had.AddRange(more);
                Assert.Equal(texts.SelectMany(Cut), had);
            },
            iter: 2000);
}
