using System.Buffers;
using System.Text;
using Tqq.Server.Wire.Http;

namespace Tqq.Server.Tests.Wire.Http.Framing;

/// <summary>How somebody cut a stream of bytes into requests: their bodies, and how it ended.</summary>
/// <param name="Bodies">The bodies that were taken, in order.</param>
/// <param name="Status">The status with which the next request was refused; 0 where none was.</param>
/// <param name="WentOn">Whether another request could have followed.</param>
internal sealed record Framed(IReadOnlyList<string> Bodies, int Status, bool WentOn)
{
    public override string ToString() => $"{Status} {WentOn}: {string.Join(" | ", Bodies)}";

    /// <summary>Cuts with the wire's own framer. The bytes come in pieces that end where <paramref name="ends"/> says.</summary>
    public static Framed ByTheWire(byte[] bytes, params IEnumerable<int> ends)
    {
        var bodies = new List<string>();
        var framer = default(RequestFramer);
        var start = 0;
        foreach (var end in ends.Append(bytes.Length))
        {
            for (; ; )
            {
                var buffer = new ReadOnlySequence<byte>(bytes, start, end - start);
                var isComplete = framer.TryRead(ref buffer, out var body, out var refusal);
                start = end - (int)buffer.Length;
                if (refusal is not null)
                    return new(bodies, refusal.Status, false);
                if (!isComplete)
                    break;
                if (framer.Head!.Value.Method != HeadMethod.Post)
                    return new(bodies, 0, false);
                bodies.Add(Encoding.Latin1.GetString(body));
                if (!framer.Head.Value.KeepAlive)
                    return new(bodies, 0, false);
                framer = default;
            }
        }

        return new(bodies, 0, true);
    }
}
