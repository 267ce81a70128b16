using System.Text;
using CsCheck;

namespace Tqq.Server.Tests.Wire.Http.Framing;

/// <summary>Nobody may be able to hide a request from the wire, or in one (protocol.md §1.2).</summary>
public sealed class FramingTests(KestrelTwin kestrel) : IClassFixture<KestrelTwin>
{
    public static TheoryData<string> EachAlone => [.. Hostile.EachAlone];

    [Theory]
    [MemberData(nameof(EachAlone))]
    public async Task Where_the_wire_and_kestrel_both_take_a_request_they_end_it_at_the_same_byte(string text) =>
        await AgreeAsync(Encoding.Latin1.GetBytes(text));

    [Fact]
    public async Task So_they_do_whatever_is_put_together()
    {
        var both = 0;
        await Hostile.Streams.SampleAsync(async bytes => both += await AgreeAsync(bytes), iter: 4000, threads: 1);
        Assert.InRange(both, 1000, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(EachAlone))]
    public void However_the_bytes_are_split_they_are_cut_the_same_way(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var whole = Framed.ByTheWire(bytes).ToString();
        for (var split = 0; split <= bytes.Length; split++)
            Assert.Equal(whole, Framed.ByTheWire(bytes, split).ToString());
        Assert.Equal(whole, Framed.ByTheWire(bytes, Enumerable.Range(0, bytes.Length)).ToString());
    }

    [Theory]
    [InlineData("POST HTTP/1.1")]
    [InlineData("POST  HTTP/1.1")]
    public async Task The_legacy_request_line_is_for_the_wire_alone(string line)
    {
        var bytes = Encoding.ASCII.GetBytes($"{line}\r\nHost: x\r\nContent-Length: 4\r\n\r\nevil");
        Assert.Equal(["evil"], Framed.ByTheWire(bytes).Bodies);
        var twin = await kestrel.CutAsync(bytes);
        Assert.Equal((0, 400), (twin.Bodies.Count, twin.Status));
    }

    [Theory]
    [InlineData(8192, 200)]
    [InlineData(8193, 431)]
    public void The_longest_head_is_8192_bytes_however_it_is_split(int length, int status)
    {
        var head = "POST / HTTP/1.1\r\nContent-Length: 0\r\nX: ".PadRight(length - 4, 'x') + "\r\n\r\n";
        foreach (var split in (int[])[0, 1, 8190, 8191, 8192, length])
            Assert.Equal(status == 200 ? 0 : status, Framed.ByTheWire(Encoding.ASCII.GetBytes(head), split).Status);
    }

    [Fact]
    public void What_stands_behind_the_longest_head_does_not_change_why_it_is_refused()
    {
        var head = Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nX: ".PadRight(9000, 'x') + "\n");
        foreach (var split in (int[])[0, 8191, 8192, 8500, 9000, 9001])
            Assert.Equal(431, Framed.ByTheWire(head, split).Status);
    }

    [Fact]
    public void A_hundred_thousand_headers_are_refused_when_the_first_8_kib_have_come()
    {
        var head = Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\n" + string.Concat(Enumerable.Repeat("A: b\r\n", 100_000))
            + "Content-Length: 0\r\n\r\n");
        Assert.Equal(431, Framed.ByTheWire(head).Status);
        Assert.Equal(431, Framed.ByTheWire(head[..8192]).Status);
    }

    // How many requests both took.
    private async Task<int> AgreeAsync(byte[] bytes)
    {
        var wire = Framed.ByTheWire(bytes);
        var twin = await kestrel.CutAsync(bytes);
        var both = Math.Min(wire.Bodies.Count, twin.Bodies.Count);
        Assert.Equal(twin.Bodies.Take(both), wire.Bodies.Take(both));
        // Where one takes another request, the other has refused it, or not one byte of it was left.
        if (wire.Bodies.Count > both)
            Assert.True(twin.Status != 0, $"only the wire took '{wire.Bodies[both]}': {twin} <- {Encoding.Latin1.GetString(bytes)}");
        if (twin.Bodies.Count > both)
            Assert.True(wire.Status != 0 || !wire.WentOn,
                $"only Kestrel took '{twin.Bodies[both]}': {wire} <- {Encoding.Latin1.GetString(bytes)}");
        return both;
    }
}
