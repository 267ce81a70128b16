using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Commands;

/// <summary>
/// The four keys that every request has and every reply echoes (protocol.md §2.1, §2.2), in the order in which they are written.
/// </summary>
internal readonly record struct CommonHead(ProtocolVersion Version, Command Command, Seq Seq, uint Uin)
{
    /// <summary>`VER=..&amp;CMD=..&amp;SEQ=..&amp;UIN=..`</summary>
    public void Write(BodyWriter body)
    {
        body.Raw("VER="u8);
        body.Raw(Version.Bytes);
        body.Raw("&CMD="u8);
        body.Raw(Command.Row.NameBytes);
        body.Raw("&SEQ="u8);
        body.Seq(Seq);
        body.Raw("&UIN="u8);
        body.Number(Uin);
    }

    /// <summary>Reads them wherever they stand.</summary>
    public static ParseFailure Read(BodyFields fields, out CommonHead head)
    {
        head = default;
        Span<byte> scratch = stackalloc byte[128];
        if (!fields.TryGetShort("VER"u8, scratch, out var text) || !ProtocolVersions.TryParse(text, out var version))
            return ParseFailure.BadVersion;
        if (!fields.TryGetShort("CMD"u8, scratch, out text) || !CommandTable.TryFind(text, out var row))
            return ParseFailure.UnknownCommand;
        if (!fields.TryGetShort("SEQ"u8, scratch, out text) || !Seq.TryParse(text, out var seq))
            return ParseFailure.BadSeq;
        if (!fields.TryGetNumber("UIN"u8, out var uin) || uin is null)
            return ParseFailure.BadUin;
        head = new(version, row.Command, seq, uin.Value);
        return ParseFailure.None;
    }
}
