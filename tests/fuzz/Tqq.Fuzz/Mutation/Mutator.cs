namespace Tqq.Fuzz.Mutation;

/// <summary>Makes inputs of inputs: the same seed, the same ones in the same order.</summary>
/// <param name="corpus">What it starts from; at least one.</param>
/// <param name="words">What it likes to put in.</param>
/// <param name="seed">The seed.</param>
internal sealed class Mutator(IReadOnlyList<byte[]> corpus, IReadOnlyList<byte[]> words, int seed)
{
    // A little over the longest head, so that this limit is crossed too.
    private const int Longest = 9000;

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        var bytes = new List<byte>(OneOf(corpus));
        for (var left = 1 + _random.Next(6); left > 0; left--)
            Change(bytes);
        return bytes.Count <= Longest ? [.. bytes] : [.. bytes.Take(Longest)];
    }

    private void Change(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count + 1);
        var length = _random.Next(1, 1 + Math.Min(bytes.Count - at + 1, _random.Next(4) == 0 ? 64 : 8));
        length = Math.Min(length, bytes.Count - at);
        switch (_random.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                bytes.InsertRange(_random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 5:
                Splice(bytes, at);
                break;
            case 6 when _random.Next(20) == 0:
                bytes.InsertRange(at, Enumerable.Repeat((byte)_random.Next(256), _random.Next(Longest)));
                break;
            default:
                bytes.InsertRange(at, OneOf(words));
                break;
        }
    }

    // Goes on as another input does from somewhere.
    private void Splice(List<byte> bytes, int at)
    {
        var other = OneOf(corpus);
        bytes.RemoveRange(at, bytes.Count - at);
        bytes.AddRange(other.Skip(_random.Next(other.Length + 1)));
    }

    private byte[] OneOf(IReadOnlyList<byte[]> all) => all[_random.Next(all.Count)];
}
