using System.Text;
using CsCheck;
using Tqq.Core.Operations;

namespace Tqq.Server.Tests.Wire;

/// <summary>Bytes that no client of the protocol sends.</summary>
public sealed partial class WireConnectionTests
{
    [Fact]
    public void Whatever_bytes_come_in_however_split_the_connection_ends_orderly_and_says_the_same() => Hostile.Sample(
        input =>
        {
            var whole = Exchange(input.Bytes, input.Bytes.Length);
            var split = Exchange(input.Bytes, Math.Min(input.Split, input.Bytes.Length));
            return whole == split && (whole.Length == 0 || whole.StartsWith("HTTP/1.1 ", StringComparison.Ordinal));
        },
        iter: 2000);

    // Requests with a piece cut out, doubled or replaced by anything, and plain noise.
    private static Gen<(byte[] Bytes, int Split)> Hostile =>
        from body in Gen.Int[0, EveryRequest.Count - 1].Select(at => EveryRequest.ElementAt(at).Data.Item1)
        let request = Encoding.UTF8.GetBytes(Post(body, "X: y\r\n") + "\r\n" + Post(Poll))
        from at in Gen.Int[0, request.Length - 1]
        from gap in Gen.Int[0, 8]
        from noise in Gen.OneOf(Gen.Byte.Array[0, 12], Gen.Int[0, 7].Select(what => Encoding.ASCII.GetBytes(Nasty[what])))
        from split in Gen.Int[0, request.Length]
        from isNoise in Gen.Int[0, 9]
        select (isNoise == 0 ? noise : (byte[])[.. request.AsSpan(0, at), .. noise, .. request.AsSpan(Math.Min(at + gap, request.Length))],
            split);

    private static readonly string[] Nasty = ["\r\n", "\n", "\0", "Content-Length: 5\r\n", "%", "&", "Transfer-Encoding: chunked\r\n", " "];

    private static string Exchange(byte[] bytes, int split)
    {
        var client = new PipeClient(new() { Answers = _ => Answer.Done.Instance });
        client.SendAsync(bytes.AsMemory(0, split)).GetAwaiter().GetResult();
        client.SendAsync(bytes.AsMemory(split)).GetAwaiter().GetResult();
        client.End();
        var said = client.ReadToEndAsync().GetAwaiter().GetResult();
        client.Handler.GetAwaiter().GetResult();
        Assert.Empty(client.Logged);
        return said;
    }
}
