using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Replies;

/// <summary>
/// The values of a reply, as a client needs them: what is no number is as good as missing. In a list each element is followed by a comma,
/// the last one usually too (protocol.md §2); elements are cut before they are decoded.
/// </summary>
internal static class ReplyFields
{
    extension(BodyFields fields)
    {
        /// <summary>A number; null where it is missing or none.</summary>
        public uint? Number(ReadOnlySpan<byte> key) => fields.TryGetNumber(key, out var number) ? number : null;

        /// <summary>A text; null where it is missing or not UTF-8. A CR is a line end and becomes LF.</summary>
        public string? Text(ReadOnlySpan<byte> key) =>
            fields.TryGetText(key, isTrimmed: false, out var text) ? text?.Replace('\r', '\n') : null;

        /// <summary>The numbers of a list, or null where it is missing or holds something else.</summary>
        public ImmutableArray<uint>? Numbers(ReadOnlySpan<byte> key)
        {
            if (!fields.TryGetRaw(key, out var rest))
                return null;
            var numbers = ImmutableArray.CreateBuilder<uint>();
            while (Next(ref rest, out var element))
            {
                if (!WireNumber.TryParse(element, out var number))
                    return null;
                numbers.Add(number);
            }

            return numbers.DrainToImmutable();
        }

        /// <summary>The texts of a list, or null where it is missing or not valid UTF-8. A CR is a line end and becomes LF.</summary>
        public ImmutableArray<string>? Texts(ReadOnlySpan<byte> key)
        {
            if (!fields.TryGetRaw(key, out var rest))
                return null;
            var buffer = ArrayPool<byte>.Shared.Rent(rest.Length);
            try
            {
                var texts = ImmutableArray.CreateBuilder<string>();
                while (Next(ref rest, out var element))
                {
                    ReadOnlySpan<byte> decoded = buffer.AsSpan(0, Escaping.Decode(element, buffer));
                    if (!Utf8.IsValid(decoded))
                        return null;
                    texts.Add(Encoding.UTF8.GetString(decoded).Replace('\r', '\n'));
                }

                return texts.DrainToImmutable();
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private static bool Next(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> element)
    {
        var end = rest.IndexOf((byte)',');
        element = end < 0 ? rest : rest[..end];
        var isThere = end >= 0 || !rest.IsEmpty;
        rest = end < 0 ? default : rest[(end + 1)..];
        return isThere;
    }
}

/// <summary>Why a body is no reply, in half a line for whoever runs a client: what of it is missing or wrong.</summary>
public static class ReplyFailureInWords
{
    /// <summary>The words, of printable ASCII, such as "it has no VER of 1.0, 1.1 or 1.2".</summary>
    /// <param name="failure">What `ReplyParser` said.</param>
    public static string Of(ParseFailure failure) => failure switch
    {
        ParseFailure.BadVersion => "it has no VER of 1.0, 1.1 or 1.2",
        ParseFailure.UnknownCommand => "its CMD is missing or no command of the protocol",
        ParseFailure.BadSeq => "its SEQ is missing or too long",
        ParseFailure.BadUin => "its UIN is missing or no number",
        ParseFailure.MissingField => "a field of the answer is missing or no number",
        ParseFailure.BadResult => "its RES is missing or unknown",
        _ => "it is not understood",
    };
}
