using System.Text;
using Tqq.Core.Operations;

namespace Tqq.Server.Tests.Wire.Http;

/// <summary>What the wire takes, and how long it waits, is read strictly (protocol.md §1.1, §1.2).</summary>
public sealed class StrictReadingTests
{
    private const string Poll = "VER=1.1&CMD=GetMsgEx&SEQ=7&UIN=10001";
    private const string Nothing = "VER=1.1&CMD=GETMSGEX&SEQ=7&UIN=10001&RES=0&MN=0&MT=&UN=&MG=";

    private static readonly string s_request = $"POST / HTTP/1.1\r\nContent-Length: {Poll.Length}\r\n\r\n{Poll}";

    private static readonly string[] s_heads = ["POST / HTTP/1.1\r\nX: a{0}b\r\n", "POST /a{0}b HTTP/1.1\r\n",
        "POST / HTTP/1.1\r\nX{0}: b\r\n"];

    private readonly ScriptedMessenger _messenger = new() { Answers = _ => Answer.HandedOut.None };

    /// <summary>What is no CR LF pair.</summary>
    public static TheoryData<string> BetweenRequests => ["\r", "\n", "\n\n", "\r\n\r", "\r\n\n", "\n\r\n", " ", "\0"];

    /// <summary>Every control character but the tab, in a header's value and in the target.</summary>
    public static TheoryData<string> ControlCharacters =>
    [
        .. from code in Enumerable.Range(0, 32).Append(127)
           where code != '\t'
           from head in s_heads
           select head.Replace("{0}", $"{(char)code}", StringComparison.Ordinal),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(90)]
    [InlineData(250)]
    [InlineData(4000)]
    public async Task A_request_has_10_seconds_whatever_its_pace(int bytes)
    {
        var client = new PipeClient(_messenger);
        await client.SendAsync(("POST / HTTP/1.1\r\nX: " + new string('x', bytes))[..bytes]);
        for (var second = 0; second < 9; second++)
            client.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(client.HasSaid);
        client.Time.Advance(TimeSpan.FromSeconds(2));
        client.End();
        Assert.StartsWith("HTTP/1.1 408 ", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_request_over_a_slow_line_that_takes_9_seconds_is_answered()
    {
        var client = new PipeClient(_messenger);
        var piece = (s_request.Length + 8) / 9;
        for (var at = 0; at < s_request.Length; at += piece)
        {
            await client.SendAsync(s_request.Substring(at, Math.Min(piece, s_request.Length - at)));
            if (at + piece < s_request.Length)
                client.Time.Advance(TimeSpan.FromSeconds(1.1));
        }

        await client.ReadUntilAsync(Nothing);
    }

    [Fact]
    public async Task Http_10_with_keep_alive_is_closed_because_its_reply_does_not_say_that_it_stays_open()
    {
        var client = new PipeClient(_messenger);
        await client.SendAsync($"POST / HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: {Poll.Length}\r\n\r\n{Poll}");
        Assert.EndsWith(Nothing, await client.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BetweenRequests))]
    public async Task Between_two_requests_only_cr_lf_pairs_are_skipped(string between)
    {
        var client = new PipeClient(_messenger);
        await client.SendAsync(s_request + "\r\n\r\n" + between);
        await client.SendAsync(s_request);
        Assert.Contains("HTTP/1.1 400 ", await client.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Single(_messenger.Asked);
    }

    [Fact]
    public async Task A_cr_whose_lf_comes_later_begins_no_request()
    {
        var client = new PipeClient(_messenger);
        await client.SendAsync(s_request + "\r");
        await client.ReadUntilAsync(Nothing);
        for (var second = 0; second < 30; second++)
            client.Time.Advance(TimeSpan.FromSeconds(1));
        await client.SendAsync("\n" + s_request);
        await client.ReadUntilAsync(Nothing);
    }

    [Theory]
    [MemberData(nameof(ControlCharacters))]
    public async Task A_control_character_in_the_target_or_in_a_header_is_400(string head)
    {
        var client = new PipeClient(_messenger);
        await client.SendAsync($"{head}Content-Length: {Poll.Length}\r\n\r\n{Poll}");
        Assert.StartsWith("HTTP/1.1 400 ", await client.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Empty(_messenger.Asked);
    }

    [Theory]
    [InlineData("X: a\tb")]
    [InlineData("X:\ta\t")]
    [InlineData("X: \u00e9\u0085")]
    public async Task A_tab_and_bytes_beyond_ascii_in_a_value_are_none(string header)
    {
        var client = new PipeClient(_messenger);
        await client.SendAsync(Encoding.Latin1.GetBytes($"POST / HTTP/1.1\r\n{header}\r\nContent-Length: {Poll.Length}\r\n\r\n{Poll}"));
        await client.ReadUntilAsync(Nothing);
    }

    [Theory]
    [InlineData("Host: a\r\nHost: b", "400 ")]
    [InlineData("Host: a\r\nHost: a", "400 ")]
    [InlineData("Host: a\r\nX: y\r\nhOST:", "400 ")]
    [InlineData("Host: a", "200 ")]
    [InlineData("Expect: x", "417 ")]
    [InlineData("Expect: 100-continue\r\nExpect: x", "417 ")]
    [InlineData("Expect:", "200 ")]
    public async Task Two_hosts_are_400_and_another_expectation_than_100_continue_is_417(string headers, string status)
    {
        var client = new PipeClient(_messenger);
        await client.SendAsync($"POST / HTTP/1.1\r\n{headers}\r\nContent-Length: {Poll.Length}\r\n\r\n{Poll}");
        client.End();
        Assert.StartsWith("HTTP/1.1 " + status, await client.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(status == "200 " ? 1 : 0, _messenger.Asked.Count);
    }
}
