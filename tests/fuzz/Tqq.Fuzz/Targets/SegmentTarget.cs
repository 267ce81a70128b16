using System.Buffers;
using System.Text;
using Tqq.Fuzz.Oracles;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Segments;

namespace Tqq.Fuzz.Targets;

/// <summary>
/// Cutting, joining, and the way over the wire between them (protocol.md §5.9). An input is a <see cref="SegmentScript"/>.
/// </summary>
internal sealed class SegmentTarget : ITarget
{
    public string Name => "segment";

    public IReadOnlyList<string> Words { get; } =
    [
        "A", " ", "\x05", "\x06", "A\x06", " \x06", "A\x06 ", "  ", "\x01", "\x02", "\x01\x02", "\x03", "\x04", " \x03", "\xc3\xa9",
            "\xe5\xa5\xbd", "\xe5\xa5\xbd\x05", "\xf0\x9f\x98\x80", "\r\n", "\r", "\n", "%", "&", ",", "%2c", "\x07", "\x7f",
    ];

    public void Check(byte[] input)
    {
        var texts = SegmentScript.Read(input);
        foreach (var (_, text) in texts)
            CheckPieces(text, [.. Segmenter.Cut(text)]);
        CheckRoundTrip(texts.ConvertAll(text => (text.Sender, WithLineFeeds(text.Text))));
        CheckJoin(texts);
    }

    private static void CheckPieces(string text, List<string> pieces)
    {
        if (SegmentOracle.Cut(text) is var expected && !pieces.SequenceEqual(expected))
            throw DisagreementException.Of("cut", Show(pieces), Show(expected));
        if (string.Concat(pieces) != text + " ")
            throw DisagreementException.Of("all pieces together", Show(pieces), text);
        if (pieces.Exists(piece => SegmentOracle.Bytes(piece) > 400))
            throw DisagreementException.Of("no piece is longer than 400 bytes", Show(pieces), text);
        if (pieces[..^1].Exists(piece => piece[^1] == ' ' && piece.Trim(' ').Length > 0))
            throw DisagreementException.Of("only the last ends in a space", Show(pieces), text);
        var taken = pieces.Sum(piece => "9,".Length + "4294967295,".Length + Written(piece) + ",".Length);
        if (taken > MessageSize.InReply(text))
            throw DisagreementException.Of("the size said", MessageSize.InReply(text), taken);
    }

    // Cut, written, read and joined again it is what it was; lone surrogates are what UTF-8 makes of them.
    private static void CheckRoundTrip(List<(uint Sender, string Text)> texts)
    {
        var cut = texts.ConvertAll(text => Segmenter.Cut(text.Text).Select(piece => new MessageItem(9, text.Sender, piece)).ToList());
        // Where a piece is nothing but spaces it looks like a last one, and nobody can tell.
        if (cut.Exists(pieces => pieces[..^1].Exists(piece => piece.Text[^1] == ' ')))
            return;
        var output = new ArrayBufferWriter<byte>();
        ReplyWriter.Write(new(ProtocolVersion.V11, Command.GetMsgEx, new Seq(1), 10001, ResultCode.Success),
            new GetMsgExReply([.. cut.SelectMany(pieces => pieces)]), output);
        _ = ReplyParser.TryParse(output.WrittenSpan, out _, out var reply, out _);
        var joined = SegmentJoiner.Join(((GetMsgExReply)reply!).Items);
        var expected = texts.ConvertAll(text => new MessageItem(9, text.Sender, OnTheWire(text.Text)));
        if (!joined.SequenceEqual(expected))
            throw DisagreementException.Of("joined", Show(joined.Select(item => item.Text)), Show(expected.Select(item => item.Text)));
    }

    // Pieces that no cutter made: another server's.
    private static void CheckJoin(List<(uint Sender, string Text)> pieces)
    {
        var items = pieces.ConvertAll(piece => new MessageItem(piece.Text.StartsWith('9') ? 99u : 9u, piece.Sender, OnTheWire(piece.Text)));
        var joined = SegmentJoiner.Join([.. items]);
        if (SegmentOracle.Join(items) is var expected && !joined.SequenceEqual(expected))
            throw DisagreementException.Of("pieces joined", Show(joined.Select(item => item.Text)),
                Show(expected.Select(item => item.Text)));
    }

    private static string OnTheWire(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(WithLineFeeds(text)));

    private static string WithLineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    // What a value takes when all that must be escaped is; a line end takes a byte.
    private static int Written(string piece) =>
        Encoding.UTF8.GetByteCount(piece)
        + (2 * piece.Count(c => (c < ' ' && c is not ('\r' or '\n')) || c is '%' or '&' or ',' or '\x7f'));

    private static string Show(IEnumerable<string> texts) => string.Join('|', texts);
}
