namespace Tqq.Server.Tests.Wire;

/// <summary>A request arrives when its first byte is read (protocol.md §4).</summary>
public sealed class ArrivalTests
{
    private readonly ScriptedMessenger _messenger = new();
    private readonly PipeClient _client;

    public ArrivalTests() => _client = new(_messenger);

    private TimeSpan Now => new(_client.Time.GetUtcNow().UtcTicks);

    private static string Post(int seq)
    {
        var body = $"VER=1.1&CMD=List&SEQ={seq}&UIN=10001";
        return $"POST / HTTP/1.1\r\nContent-Length: {body.Length}\r\n\r\n{body}";
    }

    private TimeSpan Arrived => _messenger.LastOrigin!.Value.Repetition!.Value.Arrived;

    [Fact]
    public async Task A_request_arrives_with_its_first_byte_however_long_the_rest_takes()
    {
        var arrived = Now;
        await _client.SendAsync(Post(1)[..1]);
        _client.Time.Advance(TimeSpan.FromSeconds(5));
        await _client.SendAsync(Post(1)[1..]);
        await _client.ReadUntilAsync("RES=0&FN=0");
        Assert.Equal(arrived, Arrived);
    }

    [Fact]
    public async Task A_request_that_is_there_before_the_reply_to_the_one_before_it_arrived_with_that_one()
    {
        var arrived = Now;
        _messenger.Answers = _ =>
        {
            _client.Time.Advance(TimeSpan.FromSeconds(1));
            return Tqq.Core.Operations.Answer.Done.Instance;
        };
        await _client.SendAsync(Post(1) + Post(2));
        await _client.ReadUntilAsync("SEQ=2&UIN=10001&RES=0&FN=0");
        Assert.Equal(arrived, Arrived);
    }

    [Fact]
    public async Task Line_ends_behind_a_body_are_no_request()
    {
        await _client.SendAsync(Post(1) + "\r\n\r\n");
        await _client.ReadUntilAsync("RES=0&FN=0");
        _client.Time.Advance(TimeSpan.FromSeconds(1));
        await _client.SendAsync(Post(2));
        await _client.ReadUntilAsync("SEQ=2&UIN=10001&RES=0&FN=0");
        Assert.Equal(Now, Arrived);
    }
}
