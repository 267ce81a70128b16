using System.Buffers;

namespace Tqq.Server.Wire.Http;

/// <summary>
/// Finds the end of a head, however its bytes are split, and looks at each byte once. What no head may contain is noticed as soon as it is
/// there: a control character other than the tab, a CR or an LF on its own, more bytes than a head may have (protocol.md §1.2).
/// </summary>
public struct HeadScanner
{
    /// <summary>The longest head in bytes: a request of the protocol has some 200.</summary>
    public const int LongestHead = 8 * 1024;

    // All control characters but the tab; CR and LF among them, which end lines.
    private static readonly SearchValues<byte> Special =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Where(code => code != '\t').Select(code => (byte)code), 0x7F]);

    private int _scanned;

    // How much of CR LF CR LF has been seen up to the byte scanned last.
    private int _ending;

    /// <summary>Looks at what has come so far.</summary>
    /// <param name="buffer">All bytes of the head that are there, from its first one.</param>
    /// <param name="length">The length of the head with its empty line, where it is complete.</param>
    /// <param name="refusal">Why it is refused, where it is.</param>
    /// <returns>Whether the head is complete.</returns>
    public bool TryFindEnd(in ReadOnlySequence<byte> buffer, out int length, out Refusal? refusal)
    {
        length = 0;
        refusal = null;
        // What lies behind the longest head is not looked at, so that it never matters how much of it has come already.
        foreach (var segment in buffer.Slice(_scanned, Math.Min(buffer.Length, LongestHead) - _scanned))
        {
            var span = segment.Span;
            for (var at = 0; at < span.Length;)
            {
                if (_ending == 0)
                {
                    var skip = span[at..].IndexOfAny(Special);
                    skip = skip < 0 ? span.Length - at : skip;
                    (at, _scanned) = (at + skip, _scanned + skip);
                    if (at == span.Length)
                        break;
                }

                var expected = (_ending & 1) == 0 ? (byte)'\r' : (byte)'\n';
                var value = span[at++];
                _scanned++;
                if (value == expected)
                    _ending++;
                else if (_ending == 2 && !Special.Contains(value))
                    _ending = 0; // the next line has begun
                else
                    return Refuse(Refusal.BadLine, out refusal);

                if (_ending != 4)
                    continue;
                length = _scanned;
                return true;
            }
        }

        return _scanned >= LongestHead && Refuse(Refusal.HeadTooLong, out refusal);
    }

    private static bool Refuse(Refusal why, out Refusal? refusal)
    {
        refusal = why;
        return false;
    }
}
